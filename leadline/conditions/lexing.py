"""Cuts a condition into tokens: it knows the catalogue and takes the longest phrase first."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from lark import Token

from leadline.conditions.catalogue import COMPARATORS, Catalogue, Field, Kind
from leadline.conditions.problems import Problem, closest

LONGEST, DEEPEST, LONGEST_LIST, LONGEST_TEXT = 2_000, 12, 200, 500  # characters, brackets, values

# What people write for a comparison by habit → what it is here.
HABITS = {
    ">": "above", "<": "below", ">=": "at least", "<=": "at most", "=": "is", "==": "is",
    "!=": "is not", "<>": "is not", "equals": "is", "over": "above", "under": "below",
    "greater than": "above", "is above": "above", "is below": "below", "is at least": "at least",
    "is at most": "at most", "is more than": "more than", "is less than": "less than",
    "is between": "between", "is one of": "one of", "is not one of": "not one of", "in list": "one of",
    "is after": "after", "is before": "before", "is on": "on", "is known": "known",
    "is unknown": "unknown", "is not known": "unknown", "not known": "unknown",
    "does not contain": "not contains", "contain": "contains", "include": "includes",
    "is in": "in", "in next": "in the next", "in last": "in the last",
}  # fmt: skip
_EXACT = {phrase: phrase for phrase in COMPARATORS}
_COMPARATORS = {**_EXACT, **HABITS}
_TAILS = {"ago": "ago", "from now": "from now"}
_JOINS = {"and": "AND", "or": "OR"}
_STATES = {"known", "unknown", "holds"}
_LISTS = {"one of", "not one of", "includes", "includes all of", "includes any of",
          "includes none of"}  # fmt: skip
_PERIODS = frozenset({"in", "in the last", "in the next"})
_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?(?![\w.])|-?\d+(?=%)")
_UNIT = re.compile(r"\s?(%|(?!(?:and|or|ago|from)\b)[^\W\d_]+)", re.IGNORECASE)
_QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”|「([^」]*)」')
_DAY = re.compile(r"(?:\d{4}-\d{2}-\d{2}|today|yesterday|tomorrow)(?![\w-])", re.IGNORECASE)
_STOP = re.compile(r"\s(?:and|or)\s|[),]|$", re.IGNORECASE)
_NEXT_TEST = re.compile(r"\s(?:and|or)\s|\)|$", re.IGNORECASE)
_LEFTOVER = re.compile(r"\d{3}(?:,\d{3})*(?:\s[A-Za-z]{3})?(?![\w,])")


class Source:
    """The text with single spaces (NFKC), and where each of its places was in what was given."""

    def __init__(self, given: str) -> None:
        words = [
            (m.start(), unicodedata.normalize("NFKC", m[0])) for m in re.finditer(r"\S+", given)
        ]
        self.text = " ".join(word for _, word in words)
        self._given = [start for start, _ in words]
        self._starts: list[int] = []
        at = 0
        for _, word in words:
            self._starts.append(at)
            at += len(word) + 1

    def position(self, at: int) -> int:
        word = bisect_right(self._starts, at) - 1
        return self._given[word] + at - self._starts[word] if word >= 0 else 0


class Scanner:
    """Walks once over the text; what it cannot read becomes a problem and the walk goes on."""

    def __init__(self, source: Source, catalogue: Catalogue) -> None:
        self.source, self.text, self.catalogue = source, source.text, catalogue
        self.ends = [m.end() for m in re.finditer(r"\w+|[^\w\s]", self.text)]
        self.at = 0
        self.tokens: list[Token] = []
        self.problems: list[Problem] = []
        self.field: Field | None = None
        self.comparator = ""
        self.middle = False  # the first end of a "between" is read, its "and" is still to come
        self.values = 0
        self.depth = 0

    def run(self) -> list[Token]:
        step = self.test
        while self.at < len(self.text):
            if self.text[self.at] == " ":
                self.at += 1
            else:
                step = step()
        return self.tokens

    # The four steps; each reads one token and answers with the step that follows.

    def test(self) -> Any:
        if self.text[self.at] == "(":
            return self._open()
        start = self.at
        phrase = self._longest(self.catalogue.phrases, self.catalogue.longest)
        if phrase is not None:
            self.field, plain = phrase
            self._token("FIELD" if plain else "OPPOSITE", self.field, start)
            return self.compare if plain else self.join
        if self._longest({"not": "not"}) is not None:
            return self._not(start)
        return self._unknown_field(start)

    def compare(self) -> Any:
        start = self.at
        plain = self.field is not None and self.field.choices
        found = (self._longest(_EXACT) if plain else None) or self._longest(_COMPARATORS)
        if found is None:
            if self._longest(_JOINS, move=False) or self.text[self.at] in "),;":
                return self.join
            return self._unknown_comparison(start)
        written = self.text[start : self.at].casefold()
        if written in HABITS:
            self._problem(start, _("“%(written)s” is no comparison here."),
                          _("Write “%(right)s”."), written=written, right=found)  # fmt: skip
        self.comparator, self.middle, self.values = found, False, 0
        self._token("STATE" if found in _STATES else "BETWEEN" if found == "between" else "OP",
                    found, start)  # fmt: skip
        return self.join if found in _STATES else self.value

    def value(self) -> Any:
        start = self.at
        token, value = self._value()
        self._token(token, value, start)
        self.values += 1
        if self.values > LONGEST_LIST:
            self._problem(start, _("A list may hold at most %(most)s values."), most=LONGEST_LIST)
            self.at = len(self.text)
        return self.join

    def join(self) -> Any:
        start, mark = self.at, self.text[self.at]
        if mark == ")":
            self.at += 1
            self.depth -= 1
            self._token("RPAR", ")", start)
            return self.join
        if mark == "," and self.comparator in _LISTS and self.values:
            self.at += 1
            self._token("COMMA", ",", start)
            return self.value
        joined = self._longest(_JOINS)
        if joined == "AND" and self.comparator == "between" and not self.middle:
            self.middle = True
            self._token("BAND", "and", start)
            return self.value
        if joined is not None:
            self._token(joined, joined, start)
            self.comparator = ""
            return self.test
        tail = self._longest(_TAILS) if self.values else None
        if tail is not None:
            self._token("TAIL", tail, start)
            return self.join
        return self._dangling(start)

    # What a value may be, most particular first.

    def _value(self) -> tuple[str, object]:
        quoted = _QUOTED.match(self.text, self.at)
        if quoted:
            self.at = quoted.end()
            return "TEXT", next(group for group in quoted.groups() if group is not None)
        asked = self.field
        choices = {} if asked is None else dict(asked.choice_by_name)
        if asked is not None and asked.kind is Kind.YES_NO:
            choices = {"yes": "yes", "no": "no"}
        found = self._longest(choices)
        if found is not None:
            return "CHOICE", found
        day = _DAY.match(self.text, self.at)
        if day and self.comparator not in _PERIODS:
            self.at = day.end()
            return "DAY", day[0].casefold()
        number = None if self.comparator == "in" else _NUMBER.match(self.text, self.at)
        if number:
            return "AMOUNT", self._amount(number)
        phrase = self._longest(self.catalogue.phrases, self.catalogue.longest)
        if phrase is not None and self.comparator not in ("is", "is not", "in", *_LISTS):
            return "OTHER", phrase[0]
        return "WORD", self._until(_STOP)

    def _amount(self, number: re.Match[str]) -> tuple[Decimal, str]:
        self.at = number.end()
        unit = _UNIT.match(self.text, self.at)
        words = unit[1] if unit else ""
        if unit:
            self.at = unit.end()
            second = _UNIT.match(self.text, self.at) if words.casefold() == "working" else None
            if second:
                words, self.at = f"{words} {second[1]}", second.end()
        return Decimal(number[0].replace(",", "")), words

    # What goes wrong.

    def _open(self) -> Any:
        self.depth += 1
        self._token("LPAR", "(", self.at)
        self.at += 1
        if self.depth > DEEPEST:
            self._problem(self.at - 1, _("Parentheses may stand at most %(most)s deep."),
                          most=DEEPEST)  # fmt: skip
            self.at = len(self.text)
        return self.test

    def _not(self, start: int) -> Any:
        if self.text[self.at :].lstrip().startswith("("):
            self._token("NOT", "not", start)
            return self.test
        while self.at < len(self.text) and self.text[self.at] == " ":
            self.at += 1
        found = self._longest(self.catalogue.phrases, self.catalogue.longest, move=False)
        yes_no = found is not None and found[1] and found[0].kind is Kind.YES_NO
        if found is not None and yes_no:
            self._problem(start, _("“not” stands before parentheses or inside a phrase."),
                          _("Write “%(opposite)s” (it is known to be so), or “not (%(phrase)s)”."),
                          opposite=found[0].opposite, phrase=found[0].label)  # fmt: skip
        else:
            self._problem(start, _("“not” stands before parentheses or inside a phrase."),
                          _("Put parentheses round what is denied: not (…)."))  # fmt: skip
        return self.test

    def _unknown_field(self, start: int) -> Any:
        leftover = _LEFTOVER.match(self.text, start)
        words = self._until(_NEXT_TEST)
        if words.casefold().startswith("between ") or " between " in words.casefold():
            self._until(_NEXT_TEST, skip=5)
        self._token("BROKEN", words, start)
        if leftover and start == 0:
            self._problem(start, _("“%(word)s” is the rest of a number that was cut at its comma."),
                          _YAML, word=words)  # fmt: skip
        else:
            name = _before_comparison(words)
            near = closest(name, self.catalogue.phrases)
            advice = _("Did you mean “%(near)s”?") if near else _("Declare the field first.")
            self._problem(start, _("No field is called “%(word)s”."), advice, word=name, near=near)
        self.comparator, self.values = "", 0
        return self.join

    def _unknown_comparison(self, start: int) -> Any:
        words = self._until(_NEXT_TEST)
        own = self.field.name if self.field else ""
        whole = closest(f"{own} {words}", self.catalogue.phrases.keys() - {own})
        near = whole or closest(" ".join(words.split()[:2]), COMPARATORS)
        advice = _("Did you mean “%(near)s”?") if near else _("Compare it: is, above, known, …")
        self._problem(start, _("“%(word)s” is no comparison."), advice, word=words, near=near)
        self.tokens[-1] = Token("BROKEN", words, start_pos=start)
        self.comparator, self.values = "", 0
        return self.join

    def _dangling(self, start: int) -> Any:
        mark = self.text[start]
        if mark == ";":
            self.at += 1
            self._problem(start, _("“;” does not join tests."), _("Write “and” or “or”."))
            return self._after_semicolon(start)
        self.at += mark == ","
        words = self._until(_NEXT_TEST)
        if mark == "," or _LEFTOVER.fullmatch(words):
            self._problem(start, _("A comma only parts the values of “one of” and “includes”."),
                          _("Join tests with “and” or “or”."))  # fmt: skip
        else:
            self._problem(start, _("“%(word)s” stands after the end of the test."),
                          _("Join tests with “and” or “or”; put text in quotes."), word=words)  # fmt: skip
        return self.join

    def _after_semicolon(self, start: int) -> Any:
        self._token("AND", "and", start)
        self.comparator = ""
        return self.test

    # Small tools.

    def _longest(self, table: Mapping[str, Any], most: int = 40, move: bool = True) -> Any:
        """The longest entry of a table that starts here and ends with a word, or None."""
        if not table:
            return None
        first = bisect_right(self.ends, self.at)
        last = bisect_right(self.ends, self.at + max(most, max(map(len, table), default=0)))
        for end in reversed(self.ends[first:last]):
            found = table.get(self.text[self.at : end].casefold())
            if found is not None:
                self.at = end if move else self.at
                return found
        return None

    def _until(self, stop: re.Pattern[str], skip: int = 0) -> str:
        end = stop.search(self.text, self.at + skip)
        start, self.at = self.at, end.start() if end else len(self.text)
        self.at = max(self.at, start)
        return self.text[start : self.at]

    def _token(self, kind: str, value: Any, start: int) -> None:
        token = Token(kind, value, start_pos=start, end_pos=self.at)
        self.tokens.append(token)

    def _problem(self, at: int, says: str, advice: str = "", **facts: object) -> None:
        words = {key: str(fact)[:120] for key, fact in facts.items()}
        self.problems.append(Problem(self.source.position(at), says, advice, words))


def _before_comparison(words: str) -> str:
    """Of an unknown test the part that was probably meant as its field."""
    lowered = words.casefold()
    cuts = [lowered.find(f" {comparator} ") for comparator in _COMPARATORS]
    tails = [len(lowered) - len(state) - 1 for state in _STATES if lowered.endswith(f" {state}")]
    return words[: min([cut for cut in (*cuts, *tails) if cut > 0], default=len(words))]


def _(message: str) -> str:
    """Marks a message for translation; it is translated when it is shown."""
    return message


_YAML = _("Inside { } or [ ] a comma ends the text: put quotes round the whole condition.")
