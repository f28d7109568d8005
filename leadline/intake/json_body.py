"""A machine's JSON read strictly: what a database or another program could not keep is refused."""

import json
from collections.abc import Iterator
from typing import Any, NoReturn

from django.utils.translation import gettext as _

from leadline.core.errors import Invalid

LARGEST = 5 * 1024 * 1024  # bytes of one request
MOST = 500  # objects of one request
DEEPEST = 20
MOST_VALUES = 2_000  # of one object
LONGEST_NUMBER = 40  # digits

Given = dict[str, Any]


def objects_of(body: bytes) -> tuple[list[Given], bool]:
    """The objects of a request, and whether they came as a list.

    Raises Invalid with a sentence for everything that is not one object, or a list of 1 to 500.
    """
    if len(body) > LARGEST:
        raise Invalid(_("This is larger than %(limit)s MB.") % {"limit": LARGEST // 1024**2})
    found = _parsed(body)
    listed = found if isinstance(found, list) else [found]
    if not listed or len(listed) > MOST:
        raise Invalid(_("Send one object, or a list of 1 to %(most)s.") % {"most": MOST})
    for place, one in enumerate(listed, 1):
        if not isinstance(one, dict):
            raise Invalid(_("Number %(place)s of the list is not an object.") % {"place": place})
        _check(one)
    return listed, isinstance(found, list)


def flat(given: Given) -> dict[str, str]:
    """Texts by path: {"who": {"name": "Li Na"}, "tags": ["a", "b"]} is who.name and tags."""
    return dict(_flat(given, ""))


def _flat(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _flat(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, list) and any(isinstance(one, dict | list) for one in value):
        for place, inner in enumerate(value, 1):
            yield from _flat(inner, f"{path}.{place}")
    elif isinstance(value, list):
        yield path, "; ".join(map(_text, value))
    else:
        yield path, _text(value)


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case _:
            return str(value)


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(
            body.decode("utf-8"),
            parse_constant=_not_a_number,
            parse_float=_float,
            parse_int=_int,
            object_pairs_hook=_once_each,
        )
    except UnicodeDecodeError as error:
        raise Invalid(_("This is not UTF-8: byte %(at)s.") % {"at": error.start}) from error
    except json.JSONDecodeError as error:
        told = {"line": error.lineno, "column": error.colno}
        raise Invalid(_("This is not JSON: line %(line)s, column %(column)s.") % told) from error
    except RecursionError as error:
        raise Invalid(_too_deep()) from error


def _not_a_number(word: str) -> NoReturn:
    raise Invalid(_("%(word)s is no number in JSON.") % {"word": word})


def _float(digits: str) -> float | str:
    """Long decimals stay as they were written."""
    if len(digits) > LONGEST_NUMBER or abs(number := float(digits)) == float("inf"):
        raise Invalid(_("The number %(number)s is too large.") % {"number": digits[:20]})
    return number if str(number) == digits else digits


def _int(digits: str) -> int | str:
    if len(digits) > LONGEST_NUMBER:
        raise Invalid(_("The number %(number)s is too large.") % {"number": digits[:20]})
    return int(digits) if len(digits) < 16 else digits


def _once_each(pairs: list[tuple[str, Any]]) -> Given:
    given = dict(pairs)
    if len(given) < len(pairs):
        raise Invalid(_("A name stands twice in one object."))
    return given


def _check(given: Given) -> None:
    values = 0
    waiting: list[tuple[Any, int]] = [(given, 1)]
    while waiting:
        value, depth = waiting.pop()
        values += 1
        if depth > DEEPEST:
            raise Invalid(_too_deep())
        if values > MOST_VALUES:
            raise Invalid(_("An object has more than %(most)s values.") % {"most": MOST_VALUES})
        if isinstance(value, dict):
            for name in value:
                _check_text(name)
            waiting.extend((inner, depth + 1) for inner in value.values())
        elif isinstance(value, list):
            waiting.extend((inner, depth + 1) for inner in value)
        elif isinstance(value, str):
            _check_text(value)


def _check_text(text: str) -> None:
    if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
        raise Invalid(_("A text has half of a character (a lone surrogate)."))
    if "\x00" in text:
        raise Invalid(_("A text has a NUL character, which cannot be kept."))


def _too_deep() -> str:
    return _("This is nested deeper than %(most)s levels.") % {"most": DEEPEST}
