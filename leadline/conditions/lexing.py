"""Cuts a condition into tokens: it knows the catalogue and takes the longest phrase first."""

import re
from decimal import Decimal
from typing import Any

from lark import Token

from leadline.conditions.catalogue import COMPARATORS, Catalogue, Field, Kind
from leadline.conditions.problems import Problem, closest
from leadline.conditions.source import DEEPEST, HABITS, LONGEST_LIST, Cursor, Source

_EXACT = {phrase: phrase for phrase in COMPARATORS}
_COMPARATORS = {**_EXACT, **HABITS}
_TAILS = {"ago": "ago", "from now": "from now"}
_JOINS = {"and": "AND", "or": "OR"}
_STATES = {"known", "unknown", "holds"}
_LISTS = {
    "one of",
    "not one of",
    "includes",
    "includes all of",
    "includes any of",
    "includes none of",
}
_PERIODS = frozenset({"in", "in the last", "in the next"})
_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?(?![\w.])|-?\d+(?=%)")
_UNIT = re.compile(r"\s?(%|(?!(?:and|or|ago|from)\b)[^\W\d_]+)", re.IGNORECASE)
_QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”|「([^」]*)」')
_DAY = re.compile(r"(?:\d{4}-\d{2}-\d{2}|today|yesterday|tomorrow)(?![\w-])", re.IGNORECASE)
_STOP = re.compile(r"\s(?:and|or)\s|[),]|$", re.IGNORECASE)
_NEXT_TEST = re.compile(r"\s(?:and|or)\s|[);]|$", re.IGNORECASE)
_LEFTOVER = re.compile(r"\d{3}(?:,\d{3})*(?:\s[A-Za-z]{3})?(?![\w,])")


class Scanner(Cursor):
    """Walks once over the text; what it cannot read becomes a problem and the walk goes on."""

    def __init__(self, source: Source, catalogue: Catalogue) -> None:
        super().__init__(source.text)
        self.source, self.catalogue = source, catalogue
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
        phrase = self.longest(self.catalogue.phrases, self.catalogue.longest)
        if phrase is not None:
            self.field, plain = phrase
            self._token("FIELD" if plain else "OPPOSITE", self.field, start)
            return self.compare if plain else self.join
        if self.longest({"not": "not"}) is not None:
            return self._not(start)
        join = self.longest(_JOINS)
        if join is not None:
            self._problem(start, _BEFORE, join=join.casefold())
            return self.test
        return self._unknown_field(start)

    def compare(self) -> Any:
        start = self.at
        plain = self.field is not None and self.field.choices
        found = (self.longest(_EXACT) if plain else None) or self.longest(_COMPARATORS)
        if found is None:
            if self.longest(_JOINS, move=False) or self.text[self.at] in "),;":
                return self.join
            return self._unknown_comparison(start)
        written = self.text[start : self.at].casefold()
        if written in HABITS:
            self._problem(
                start,
                _("“%(written)s” is no comparison here."),
                _("Write “%(right)s”."),
                written=written,
                right=found,
            )
        self.comparator, self.middle, self.values = found, False, 0
        self._token(
            "STATE" if found in _STATES else "BETWEEN" if found == "between" else "OP", found, start
        )
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
        joined = self.longest(_JOINS)
        if joined == "AND" and self.comparator == "between" and not self.middle:
            self.middle = True
            self._token("BAND", "and", start)
            return self.value
        if joined is not None:
            self._token(joined, joined, start)
            self.comparator = ""
            return self.test
        tail = self.longest(_TAILS) if self.values else None
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
        found = self.longest(choices, max(map(len, choices), default=0))
        if found is not None:
            return "CHOICE", found
        day = _DAY.match(self.text, self.at)
        if day and self.comparator not in _PERIODS:
            self.at = day.end()
            return "DAY", day[0].casefold()
        number = None if self.comparator == "in" else _NUMBER.match(self.text, self.at)
        if number:
            return "AMOUNT", self._amount(number)
        phrase = self.longest(self.catalogue.phrases, self.catalogue.longest)
        if phrase is not None and self.comparator not in ("is", "is not", "in", *_LISTS):
            return "OTHER", phrase[0]
        return "WORD", self.until(_STOP)

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
            self._problem(
                self.at - 1, _("Parentheses may stand at most %(most)s deep."), most=DEEPEST
            )
            self.at = len(self.text)
        return self.test

    def _not(self, start: int) -> Any:
        if self.text[self.at :].lstrip().startswith("("):
            self._token("NOT", "not", start)
            return self.test
        while self.at < len(self.text) and self.text[self.at] == " ":
            self.at += 1
        found = self.longest(self.catalogue.phrases, self.catalogue.longest, move=False)
        yes_no = found is not None and found[1] and found[0].kind is Kind.YES_NO
        if found is not None and yes_no:
            self._problem(
                start,
                _("“not” stands before parentheses or inside a phrase."),
                _("Write “%(opposite)s” (it is known to be so), or “not (%(phrase)s)”."),
                opposite=found[0].opposite,
                phrase=found[0].label,
            )
        else:
            self._problem(
                start,
                _("“not” stands before parentheses or inside a phrase."),
                _("Put parentheses round what is denied: not (…)."),
            )
        return self.test

    def _unknown_field(self, start: int) -> Any:
        leftover = _LEFTOVER.match(self.text, start)
        words = self.until(_NEXT_TEST)
        if words.casefold().startswith("between ") or " between " in words.casefold():
            self.until(_NEXT_TEST, skip=5)
        self._token("BROKEN", words, start)
        if leftover and start == 0:
            self._problem(
                start,
                _("“%(word)s” is the rest of a number that was cut at its comma."),
                _YAML,
                word=words,
            )
        else:
            name = _before_comparison(words)
            near = closest(name, self.catalogue.phrases)
            advice = _("Did you mean “%(near)s”?") if near else _("Declare the field first.")
            self._problem(start, _("No field is called “%(word)s”."), advice, word=name, near=near)
        self.comparator, self.values = "", 0
        return self.join

    def _unknown_comparison(self, start: int) -> Any:
        words = self.until(_NEXT_TEST)
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
        words = self.until(_NEXT_TEST)
        if mark == "," or _LEFTOVER.fullmatch(words):
            self._problem(
                start,
                _("A comma only parts the values of “one of” and “includes”."),
                _("Join tests with “and” or “or”."),
            )
        else:
            self._problem(
                start,
                _("“%(word)s” stands after the end of the test."),
                _("Join tests with “and” or “or”; put text in quotes."),
                word=words,
            )
        return self.join

    def _after_semicolon(self, start: int) -> Any:
        self._token("AND", "and", start)
        self.comparator = ""
        return self.test

    # Small tools.

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


_BEFORE = _("Before “%(join)s” a test is missing.")
_YAML = _("Inside { } or [ ] a comma ends the text: put quotes round the whole condition.")
