"""A person's name read into family and given name, and romanised to be compared; pure."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from django.utils.translation import gettext_noop as _
from pypinyin import Style, lazy_pinyin

from leadline.parties.normalise.surnames import COMPOUND, READINGS, SINGLE, family_length
from leadline.parties.normalise.text import (
    Problem,
    comparable,
    folded,
    has_han,
    is_han,
    kept,
    words,
)

NAME = _("The name")
LIMIT = 200
SEVERAL = _("%(field)s seems to hold %(count)s people: %(names)s.")
NOT_A_NAME = _("%(field)s does not look like a person's name.")

_TITLES = words(
    "mr mrs ms miss mx dr prof professor sir dame madam herr frau monsieur mme mlle sr sra srta "
    "ing dipl phd md mba jr snr esq hon rev cpa cfa dott"
)
_HAN_TITLES = re.compile(
    "(先生|女士|小姐|太太|老师|教授|博士|经理|总经理|总监|主任|董事长|总裁|部长|科长|工程师|律师|同学)$"
)
_APART = re.compile(r"\s*(?:[;；/／、&＆|\n]|\s(?:and|und|et|y|e|和|与|及)\s)\s*", re.IGNORECASE)
_BRACKETS = re.compile(r"[(（\[【]([^)）\]】]*)[)）\]】]?")
_NO_NAME = re.compile(r"[<>{}=@\\]|https?:|www\.", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True)
class PersonName:
    """text: as given, safe to keep. family, given: as shown, of the first where there are several.

    latin_family, latin_given: folded and romanised; a Chinese given name is one word. Both are ""
    where there is no name.
    """

    text: str = ""
    family: str = ""
    given: str = ""
    latin_family: str = ""
    latin_given: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def key(self) -> str:
        return comparable(self.text)

    @property
    def latin(self) -> str:
        """The romanised whole, family name first: "wang xiaoming", "koch anna"."""
        return f"{self.latin_family} {self.latin_given}".strip()

    @property
    def initials(self) -> str:
        """First letters of family and given name in alphabetical order, "wx"; survives a swap."""
        return "".join(sorted(part[0] for part in (self.latin_family, self.latin_given) if part))


def read_name(full: str = "", *, family: str = "", given: str = "") -> PersonName:
    """The name from one cell, or from the two cells that a form or file has for it.

    Reads "王小明", "歐陽娜娜", "Wang Xiaoming", "Koch, Anna", "Dr. Anna Koch", "王芳 (Wang Fang)".
    Chinese is family first; Latin is given first, unless a comma or a pinyin surname at the start
    says otherwise. Never raises: what is doubtful is in `problems`, and the text is kept. Of
    several people in one cell the first is read; `people_in` names them all.
    """
    whole = kept(full or _joined(family, given), NAME, LIMIT)
    if not whole.text:
        return PersonName(problems=whole.problems)
    several = people_in(whole.text) if full else (whole.text,)
    if full or not (family.strip() and given.strip()):
        name = replace(_from_one_cell(several[0]), text=whole.text)
    else:
        name = _from_two_cells(
            whole.text, *(kept(part, NAME, 100).text for part in (family, given))
        )
    problems = list(whole.problems)
    if len(several) > 1:
        data = (("count", len(several)), ("names", ", ".join(several)))
        problems.append(Problem(NAME, "several people", SEVERAL, data))
    elif _NO_NAME.search(whole.text) or not name.latin:
        problems.append(Problem(NAME, "not a name", NOT_A_NAME))
    return replace(name, problems=tuple(problems))


def people_in(text: str) -> tuple[str, ...]:
    """The names in a cell that holds several people ("Anna Koch / 王芳"); one for one person.

    A comma parts people only where each side has two words or is a full Chinese name.
    """
    if _NO_NAME.search(text):
        return (text,)
    parts = [part for part in _APART.split(text) if part and part.strip()]
    parts = [name.strip() for part in parts for name in _parted_by_comma(part)]
    parts = [name for part in parts for name in _parted_by_he(part)]
    if len(parts) < 2 or not all(_could_be_a_name(part) for part in parts):
        return (text,)
    return tuple(parts)


@lru_cache(maxsize=65_536)
def romanised(han: str, *, surname: bool = False) -> str:
    """Chinese characters in pinyin without tones or spaces; a surname by its own reading.

    ü is written u, so that Lü, Lv, Lyu and Lu are one.
    """
    if surname and han in READINGS:
        return READINGS[han]
    if surname and len(han) == 2 and han not in COMPOUND:
        return romanised(han[0], surname=True) + romanised(han[1], surname=True)
    return "".join(lazy_pinyin(han, style=Style.NORMAL, v_to_u=True)).replace("ü", "u")


def _joined(family: str, given: str) -> str:
    if has_han(family) and has_han(given):
        return f"{family.strip()}{given.strip()}"
    return f"{given} {family}"


def _from_one_cell(text: str) -> PersonName:
    bare = _BRACKETS.sub(" ", text).strip() or text
    simplified = folded(bare)
    if has_han(simplified):
        han = _HAN_TITLES.sub("", "".join(simplified.split()))
        # Characters are looked up simplified and shown as given: both have the same length.
        shown = "".join(bare.split())
        if is_han(han) and "·" in shown:  # 买买提·艾力: a name from another language
            given, _dot, family = shown.partition("·")
            return _han(text, family, given, *reversed(han.split("·", 1)))
        if is_han(han):
            cut = family_length(han) or (1 if len(han) <= 4 else 0)
            if 1 < len(han) <= 6:
                return _han(text, shown[:cut], shown[cut : len(han)], han[:cut], han[cut:])
    return _latin(text, bare)


def _from_two_cells(text: str, family: str, given: str) -> PersonName:
    family_han, given_han = folded(family), folded(given)
    if is_han(family_han) and is_han(given_han):
        return _han(text, family, given, family_han, given_han)
    return PersonName(text, family, given, _words(family_han), _words(given_han))


def _han(text: str, family: str, given: str, family_han: str, given_han: str) -> PersonName:
    return PersonName(
        text, family, given, romanised(family_han, surname=True), romanised(given_han)
    )


def _latin(text: str, bare: str) -> PersonName:
    if "," in bare or "，" in bare:
        family, _comma, given = bare.replace("，", ",").partition(",")
        if _words(folded(family)) and _words(folded(given)):
            return PersonName(
                text, family.strip(), given.strip(), _words(folded(family)), _words(folded(given))
            )
    shown = [word for word in bare.split() if _words(folded(word))]
    if len(shown) > 1 and _is_pinyin_surname_first(shown):
        family, given = shown[0], " ".join(shown[1:])
        return PersonName(text, family, given, _pinyin(family), _pinyin(given))
    if len(shown) > 1 and _is_pinyin_name(shown):
        family, given = shown[-1], " ".join(shown[:-1])
        return PersonName(text, family, given, _pinyin(family), _pinyin(given))
    family, given = (shown[-1], " ".join(shown[:-1])) if shown else ("", "")
    return PersonName(text, family, given, _words(folded(family)), _words(folded(given)))


def _words(text: str) -> str:
    """Letters only, titles left out; Chinese inside is romanised."""
    found = (word.replace("'", "").replace("’", "") for word in _WORD.findall(text))
    named = [romanised(word) if has_han(word) else word for word in found]
    return " ".join(word for word in named if word not in _TITLES)


def _pinyin(text: str) -> str:
    plain = _words(folded(text)).replace(" ", "")
    return re.sub("^(l|n)(?:v|yu)$", r"\1u", plain)


def _is_pinyin_surname_first(parts: list[str]) -> bool:
    """ "Wang Xiaoming", "WANG Xiao Ming": a surname at the start and none at the end."""
    if not _is_pinyin_name(parts) or _pinyin(parts[0]) not in _SURNAMES_IN_PINYIN:
        return False
    return parts[0].isupper() or _pinyin(parts[-1]) not in _SURNAMES_IN_PINYIN


def _is_pinyin_name(parts: list[str]) -> bool:
    return 1 < len(parts) <= 4 and all(_SYLLABLES.fullmatch(_pinyin(word)) for word in parts)


def _parted_by_comma(text: str) -> list[str]:
    parts = [part.strip() for part in re.split("[,，]", text) if part.strip()]
    full = all(len(part.split()) > 1 or (is_han(part) and len(part) > 1) for part in parts)
    return parts if len(parts) > 1 and full else [text]


def _parted_by_he(text: str) -> list[str]:
    """王小明和李四 are two people, 刘和平 is one: each side must be a full name."""
    found = re.fullmatch("(.{2,4})[和与及](.{2,4})", text)
    if found and all(is_han(side) and side[0] in SINGLE for side in found.groups()):
        return list(found.groups())
    return [text]


def _could_be_a_name(text: str) -> bool:
    return bool(_words(folded(text))) and len(text) <= 60


_SURNAMES_IN_PINYIN = frozenset(romanised(name, surname=True) for name in SINGLE | COMPOUND)
_INITIAL = "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
_FINAL = (
    "(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|an|ao|ai|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|"
    "un|uo|a|e|i|o|u|v)"
)
_SYLLABLES = re.compile(f"(?:{_INITIAL}{_FINAL}){{1,3}}")
