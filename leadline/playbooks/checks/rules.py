"""Routes and approvals: holes, lines that never decide, people who approve what they ask for."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from django.utils.translation import gettext as _

from leadline.conditions.analyse import CANNOT_TELL, covers_all, overlap
from leadline.playbooks.definition import Playbook, Who, WhoKind
from leadline.playbooks.problems import Problem, Severity
from leadline.playbooks.reader.context import UNREADABLE
from leadline.playbooks.rulebook import Approval, Choice, Rulebook
from leadline.playbooks.vocabulary import Vocabulary
from leadline.playbooks.walk import rules_of


def rule_problems(playbook: Playbook, vocabulary: Vocabulary) -> Iterator[Problem]:
    book = rules_of(playbook)
    for route in book.routes.values():
        message = _("a record that fits no line of “%(name)s” would belong to nobody")
        yield from _hole(route.lines, message % {"name": route.name}, route.lines)
        yield from _never_decides(route.lines)
        yield from _overlaps(route.lines)
    yield from _leads_back(book)
    for approval in book.approvals.values():
        message = _("“%(name)s” has a hole: for some values nobody approves")
        yield from _hole(approval.lines, message % {"name": approval.name}, approval.lines)
        yield from _never_decides(approval.lines)
        yield from _self_approval(approval)
        if not approval.lines:
            message = _("nobody approves “%(name)s”") % {"name": approval.name}
            yield Problem(approval.place, message, _("say “approved by:”"))


def _hole(lines: Sequence[Choice], message: str, places: Sequence[Choice]) -> Iterator[Problem]:
    """Values for which no line holds; a proof that there are none, or “otherwise”, closes it."""
    conditions = [line.when for line in lines]
    if not lines or None in conditions or UNREADABLE in conditions:
        return
    found = covers_all([one for one in conditions if one is not None])
    if found is None:
        return
    example = "" if found is CANNOT_TELL else ", ".join(f"{k}: {v}" for k, v in found.items())  # type: ignore[union-attr]
    hint = _("end with a line that has no “when”")
    if example:
        hint = _("such as %(example)s; end with a line that has no “when”") % {"example": example}
    yield Problem(places[-1].place, message, hint)


def _never_decides(lines: Sequence[Choice]) -> Iterator[Problem]:
    for number, line in enumerate(lines[:-1]):
        if line.when is None:
            message = _("this line is never read: the one on line %(line)s always fits")
            after = lines[number + 1].place
            yield Problem(after, message % {"line": line.place.line}, _("“otherwise” stands last"))


def _overlaps(lines: Sequence[Choice]) -> Iterator[Problem]:
    """Two lines that fit the same record and send it to different people: the first one wins."""
    for one, other in combinations(lines, 2):
        if one.when is None or other.when is None or UNREADABLE in (one.when, other.when):
            continue
        found = overlap(one.when, other.when)
        if found and one.whos != other.whos:
            facts = {"line": one.place.line}
            message = (
                _("some records fit this line and the one on line %(line)s, which wins") % facts
            )
            yield Problem(other.place, message, severity=Severity.WARNING)


def _leads_back(book: Rulebook) -> Iterator[Problem]:
    """A route that sends a record, through others or at once, to itself again."""
    for route in book.routes.values():
        for line in route.lines:
            if any(route.name in _reached(who, book, frozenset()) for who in line.whos):
                message = _("“%(name)s” leads back to itself") % {"name": route.name}
                yield Problem(line.place, message, _("name a pool, a person or a queue"))


def _reached(who: Who, book: Rulebook, read: frozenset[str]) -> frozenset[str]:
    """The names of all routes that a phrase leads to."""
    found = read
    if who.kind is WhoKind.ROUTE and who.name not in found:
        found |= {who.name}
        lines = book.routes[who.name].lines if who.name in book.routes else ()
        for one in (one for line in lines for one in line.whos):
            found |= _reached(one, book, found)
    return _reached(who.otherwise, book, found) if who.otherwise is not None else found


def _self_approval(approval: Approval) -> Iterator[Problem]:
    asking = {_plain(who) for who in approval.asked_by}
    for line in approval.lines:
        same = [who for who in line.whos if _plain(who) in asking]
        if same:
            facts = {"who": same[0].text, "name": approval.name}
            message = _("“%(who)s” asks for “%(name)s” and would approve it, too") % facts
            yield Problem(line.place, message, _("name somebody else"))


def _plain(who: Who) -> str:
    return who.text.removeprefix("role ")
