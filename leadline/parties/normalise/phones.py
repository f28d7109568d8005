"""Phone numbers: kept as given beside E.164; an impossible one is flagged with the reason; pure."""

import re
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import phonenumbers
from django.utils.translation import gettext_noop as _
from phonenumbers import NumberParseException, PhoneNumberType, ValidationResult

from leadline.parties.normalise.text import Problem, hash64, kept

PHONE = _("The phone number")
LIMIT = 60
LONGEST = 16  # of E.164: a plus and 15 digits
NO_COUNTRY = _("%(field)s %(number)s does not say its country.")
NOT_A_NUMBER = _("%(field)s %(number)s is not a number.")
TOO_SHORT = _("%(field)s %(number)s is too short for its country.")
TOO_LONG = _("%(field)s %(number)s is too long for its country.")
BAD_LENGTH = _("%(field)s %(number)s has a length that its country does not have.")
LOCAL_ONLY = _("%(field)s %(number)s has no area code.")
UNASSIGNED = _("%(field)s %(number)s lies in a range that its country has not given out.")
ROUNDED = _("%(field)s %(number)s was rounded by a spreadsheet.")

_ROUNDED = re.compile(r"\d[.,]\d+E\+?\d+", re.IGNORECASE)
_SENTENCES = {
    ValidationResult.TOO_SHORT: ("too short", TOO_SHORT),
    ValidationResult.TOO_LONG: ("too long", TOO_LONG),
    ValidationResult.INVALID_LENGTH: ("bad length", BAD_LENGTH),
    ValidationResult.INVALID_COUNTRY_CODE: ("no country", NO_COUNTRY),
    ValidationResult.IS_POSSIBLE_LOCAL_ONLY: ("no area code", LOCAL_ONLY),
}
_MOBILE = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.PERSONAL_NUMBER})


@dataclass(frozen=True)
class Phone:
    """text: as given. number: E.164, "" when impossible. extension: digits after it.

    is_mobile: one person's; a landline may be a whole company's. country: ISO 3166, "" unknown.
    """

    text: str
    number: str = ""
    extension: str = ""
    is_mobile: bool = False
    country: str = ""
    problems: tuple[Problem, ...] = field(default=())

    @cached_property
    def hash(self) -> int | None:
        return hash64("phone", self.number, self.extension) if self.number else None

    @property
    def is_impossible(self) -> bool:
        return bool(self.text) and not self.number


def read_phone(raw: str, country: str = "") -> Phone:
    """A number from a cell; `country` (ISO 3166) is the hint for one without a country code.

    Never raises: what cannot be dialed has no `number` and says why.
    """
    safe = kept(raw, PHONE, LIMIT)
    if not safe.text:
        return Phone("", problems=safe.problems)
    if _ROUNDED.search(safe.text):
        return _flawed(safe.text, "rounded", ROUNDED, safe.problems)
    try:
        parsed = _parsed(safe.text, _region(country))
    except NumberParseException as error:
        digits = sum(letter.isdigit() for letter in safe.text)
        if error.error_type == NumberParseException.INVALID_COUNTRY_CODE and digits > 4:
            return _flawed(safe.text, "no country", NO_COUNTRY, safe.problems)
        if error.error_type == NumberParseException.TOO_LONG:
            return _flawed(safe.text, "too long", TOO_LONG, safe.problems)
        if 0 < digits <= 4:
            return _flawed(safe.text, "too short", TOO_SHORT, safe.problems)
        return _flawed(safe.text, "not a number", NOT_A_NUMBER, safe.problems)
    possible = phonenumbers.is_possible_number_with_reason(parsed)
    if possible != ValidationResult.IS_POSSIBLE:
        return _flawed(safe.text, *_SENTENCES[possible], safe.problems)
    return _possible(safe.text, parsed, safe.problems)


def _parsed(text: str, region: str | None) -> phonenumbers.PhoneNumber:
    """0081 is +81 everywhere, also to somebody who would dial 010 81 at home."""
    if text.startswith("00"):
        with suppress(NumberParseException):
            abroad = phonenumbers.parse("+" + text[2:])
            if phonenumbers.is_valid_number(abroad):
                return abroad
    return phonenumbers.parse(text, region)


def _possible(text: str, parsed: phonenumbers.PhoneNumber, problems: tuple[Problem, ...]) -> Phone:
    e164 = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    if len(e164) > LONGEST:  # zeros in front: possible for the library, too long for the norm
        return _flawed(text, "too long", TOO_LONG, problems)
    # What one number would cost twice is asked once: its type says that it is valid, too.
    region = phonenumbers.region_code_for_number(parsed)
    kind = phonenumbers.number_type(parsed) if region else PhoneNumberType.UNKNOWN
    if kind == PhoneNumberType.UNKNOWN:
        problem = Problem(PHONE, "unassigned", UNASSIGNED, (("number", text),))
        problems = (*problems, problem)
    return Phone(text, e164, parsed.extension or "", kind in _MOBILE, region or "", problems)


def _flawed(text: str, code: str, sentence: str, problems: tuple[Problem, ...]) -> Phone:
    problem = Problem(PHONE, code, sentence, (("number", text),))
    return Phone(text, problems=(*problems, problem))


@lru_cache(maxsize=512)
def _region(country: str) -> str | None:
    code = country.strip().upper()
    return code if code in phonenumbers.SUPPORTED_REGIONS else None
