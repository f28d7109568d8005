"""Reads the text of a condition into a typed tree, or says everything that is wrong with it."""

from collections.abc import Iterator
from typing import Any

from lark import Lark, Token, UnexpectedToken
from lark.lexer import Lexer

from leadline.conditions.catalogue import Catalogue
from leadline.conditions.lexing import Scanner
from leadline.conditions.problems import ConditionError, Problem
from leadline.conditions.reading import Reader
from leadline.conditions.source import LONGEST, Source
from leadline.conditions.tree import Condition

__all__ = ["Condition", "ConditionError", "Problem", "parse"]

GRAMMAR = """
    condition: test ((AND | OR) test)*
    ?test: FIELD                                  -> bare
         | OPPOSITE                               -> opposite
         | BROKEN                                 -> broken
         | LPAR condition RPAR                    -> group
         | NOT LPAR condition RPAR                -> negation
         | FIELD STATE                            -> state
         | FIELD BETWEEN _value BAND _value       -> between
         | FIELD OP _value (COMMA _value)* TAIL?  -> question
    _value: TEXT | CHOICE | DAY | AMOUNT | OTHER | WORD
    %declare FIELD OPPOSITE BROKEN LPAR RPAR NOT AND OR STATE BETWEEN BAND OP COMMA TAIL
    %declare TEXT CHOICE DAY AMOUNT OTHER WORD
"""


def parse(text: str, catalogue: Catalogue) -> Condition:
    """The condition that `text` says; ConditionError carries every problem found."""
    if len(text) > LONGEST:
        facts = {"most": str(LONGEST), "length": str(len(text))}
        raise ConditionError([Problem(LONGEST, _TOO_LONG, _PARTS, facts)])
    source = Source(text)
    if not source.text:
        raise ConditionError([Problem(0, _("There is no condition here."))])
    scanner = Scanner(source, catalogue)
    tokens = scanner.run()
    reader = Reader(source)
    tree = None
    try:
        tree = reader.transform(_PARSER.parse(tokens)).node
    except UnexpectedToken as error:
        if not scanner.problems:
            reader.problems.append(_misplaced(error, tokens, source))
    problems = [*scanner.problems, *reader.problems]
    if problems or tree is None:
        raise ConditionError(problems)
    return Condition(tree, source.text)


class Ready(Lexer):
    """Hands lark the tokens that the scanner has cut."""

    def __init__(self, lexer_conf: Any) -> None:
        self.lexer_conf = lexer_conf

    def lex(self, lexer_state: Any, parser_state: Any = None) -> Iterator[Token]:
        yield from lexer_state


def _misplaced(error: UnexpectedToken, tokens: list[Token], source: Source) -> Problem:
    """What a person would say about the first token that fits nowhere."""
    ended = error.token.type == "$END"
    at = len(source.text) if ended else error.token.start_pos or 0
    written = "" if ended else source.text[at : error.token.end_pos]
    before = _before(error.token, tokens)
    facts = {
        "before": source.text[before.start_pos : before.end_pos] if before else "",
        "written": written,
    }
    return Problem(source.position(at), _sentence(error, before), _advice(before), facts)


def _sentence(error: UnexpectedToken, before: Token | None) -> str:
    wanted = error.accepts or error.expected
    if before is None:
        return _("A test was expected, not “%(written)s”.")
    if before.type in ("OP", "BETWEEN", "BAND", "COMMA"):
        return _("After “%(before)s” a value is missing.")
    if before.type in ("AND", "OR", "LPAR", "NOT"):
        return _("After “%(before)s” a test is missing.")
    if "BAND" in wanted:
        return _("“between” needs two values.")
    if error.token.type == "RPAR":
        return _("A closing parenthesis too many.")
    if error.token.type == "$END":
        return _("A parenthesis is not closed.")
    return _("“%(written)s” does not fit here.")


def _advice(before: Token | None) -> str:
    if before is not None and before.type in ("OP", "BETWEEN", "BAND"):
        return _("A # begins a note and a comma ends an item in YAML: quote such a condition.")
    return ""


def _before(token: Token, tokens: list[Token]) -> Token | None:
    if token.type == "$END":
        return tokens[-1] if tokens else None
    at = next(i for i, one in enumerate(tokens) if one is token)
    return tokens[at - 1] if at else None


def _(message: str) -> str:
    """Marks a message for translation; it is translated when it is shown."""
    return message


_TOO_LONG = _("The condition has %(length)s characters; at most %(most)s can be read.")
_PARTS = _("Give parts of it a name of their own (a derived field).")
_PARSER = Lark(GRAMMAR, parser="lalr", lexer=Ready, start="condition")
