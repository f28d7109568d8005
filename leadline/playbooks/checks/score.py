"""The score: points that time alone would raise or take away, and bands that nobody knows."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from leadline.conditions.flips_at import can_flip
from leadline.playbooks.definition import Playbook
from leadline.playbooks.problems import Problem
from leadline.playbooks.reader.context import UNREADABLE
from leadline.playbooks.rulebook import Points
from leadline.playbooks.vocabulary import Vocabulary
from leadline.playbooks.walk import rules_of

BANDS = ("A", "B", "C", "D")
OWN = frozenset({"score", "fit band", "engagement", "last response"})
COUNTED = ("times in ", "times here", "attempts here", "rounds here", "arrival", "cycle")


def score_problems(playbook: Playbook, vocabulary: Vocabulary) -> Iterator[Problem]:
    score = rules_of(playbook).score
    if score is None:
        return
    for name in score.bands:
        if name not in BANDS:
            message = _("“%(name)s” is no band of fit") % {"name": name}
            yield Problem(score.place, message, _("bands are called A, B, C and D"))
    for line in score.fit:
        yield from _fit(line)
    for line in score.engagement:
        yield from _engagement(line)


def _fit(line: Points) -> Iterator[Problem]:
    if line.on or line.half_life:
        message = _("points for what somebody is take no event and do not fade")
        yield Problem(line.place, message, _("points for what they did stand under “engagement”"))
    if line.when is None or line.when is UNREADABLE:
        return
    if can_flip(line.when):
        message = _("these points would come and go by time alone")
        yield Problem(line.place, message, _("let an event give them, with a half-life"))
    asked = {name for name in line.when.fields if name in OWN or name.startswith(COUNTED)}
    for name in sorted(asked):
        message = _("points cannot hang on “%(name)s”") % {"name": name}
        yield Problem(line.place, message, _("ask about the lead, its person or its company"))


def _engagement(line: Points) -> Iterator[Problem]:
    if line.when is not None:
        message = _("points for an event take no “when”")
        yield Problem(line.place, message, _("points for what somebody is stand under “fit”"))
    if not line.on:
        yield Problem(line.place, _("points for what somebody did name the event: “on:”"))
    if line.half_life is None:
        return
    if line.half_life.working or line.half_life.amount <= 0:
        message = _("a half-life is a length on the calendar, such as 30 days")
        yield Problem(line.place, message)
    if line.points < 0:
        message = _("points that are taken away do not fade: the score would rise by time alone")
        yield Problem(line.place, message, _("leave out the half-life"))
