"""The values that a letter's template may use, each written the way its reader's language does."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal
from django.utils.translation import gettext as _
from django.utils.translation import override

from leadline.conditions.catalogue import Field
from leadline.core.durations import Duration
from leadline.core.money import Money
from leadline.mail.render import one_line

LONGEST_NAME = 80  # characters; a longer one is no name


@dataclass(frozen=True)
class About:
    """Whom and what a letter is about; "" is unknown.

    family, given, name: of the person it goes to. today: in the firm's zone.
    """

    language: str
    today: date
    firm: str
    name: str = ""
    family: str = ""
    given: str = ""
    company: str = ""
    owner_name: str = ""
    owner_email: str = ""
    owner_phone: str = ""
    link: str = ""
    visitor: str = ""
    what_is_missing: str = ""
    cycle: int = 1


def merge_values(about: About) -> dict[str, str]:
    """What every letter may use beside the fields of its record; unknown ones are left out.

    A name that holds a web address is no name but somebody's advertisement, and counts as unknown.
    """
    name, family, given = map(_name, (about.name, about.family, about.given))
    if _HAN.match(given):  # nobody but family says 芳 to 王芳
        given = name
    company = _name(about.company)
    values = {
        "first_name": given,
        "last_name": family,
        "full_name": name,
        "salutation": salutation(about.language, name, family, given),
        "company": company,
        "owner_name": about.owner_name,
        "owner_email": about.owner_email,
        "owner_phone": about.owner_phone,
        "our_name": about.firm,
        "our_company": about.firm,
        "today": shown(about.today, None, about.language, ZoneInfo("UTC")),
        "link": about.link,
        "visitor": about.visitor,
        "what_is_missing": about.what_is_missing,
        "cycle": str(about.cycle),
    }
    return {key: one_line(value) for key, value in values.items() if value}


def salutation(language: str, name: str, family: str, given: str) -> str:
    """ "Dear Anna", "王芳，您好", and a greeting to anybody where no name is known."""
    if not is_chinese(language):
        return f"Dear {given or name}" if given or name else "Hello"
    return f"{name}，您好" if name else "您好"


def is_chinese(language: str) -> bool:
    return language.lower().startswith("zh")


def django_language(language: str) -> str:
    """The language in which our own sentences around a letter are written."""
    return "zh-hans" if is_chinese(language) else "en"


def shown(value: object, field: Field | None, language: str, zone: ZoneInfo) -> str:
    """A field's value as text; "" for unknown."""
    match value:
        case None:
            return ""
        case bool():
            with override(django_language(language)):
                return _("yes") if value else _("no")
        case Money():
            return value.formatted(django_language(language))
        case datetime():
            return format_date(value.astimezone(zone), "long", locale=_locale(language))
        case date():
            return format_date(value, "long", locale=_locale(language))
        case Decimal() | int() | float():
            return format_decimal(value, locale=_locale(language))
        case Duration():
            return value.in_chinese if is_chinese(language) else str(value)
        case tuple() | list() | set() | frozenset():
            parts = [_choice(str(one), field, language) for one in value]
            return ("、" if is_chinese(language) else ", ").join(parts)
        case _:
            return one_line(_choice(str(value), field, language))


_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_ADDRESS = re.compile(r"://|www\.", re.IGNORECASE)


def _name(text: str) -> str:
    plain = one_line(text)
    return "" if len(plain) > LONGEST_NAME or _ADDRESS.search(plain) else plain


def _choice(text: str, field: Field | None, language: str) -> str:
    if field is None or not is_chinese(language) or not field.choices_zh:
        return text
    words: Mapping[str, str] = dict(zip(field.choices, field.choices_zh, strict=True))
    return words.get(text, text)


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")
