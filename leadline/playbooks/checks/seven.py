"""The seven errors of lead management, each named as it is found in a lead process."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from leadline.conditions.catalogue import normalised
from leadline.playbooks.checks.statuses import status_of
from leadline.playbooks.definition import Clock, Line, Place, Playbook, Process
from leadline.playbooks.problems import Problem, Severity
from leadline.playbooks.vocabulary import Vocabulary
from leadline.playbooks.walk import clocks_of, conditions, rules_of, stage_moves

# Results of one attempt, which are no statuses (S3 (b); the usual lists of dialers and CRMs).
CALL_RESULTS = frozenset(
    {"attempting contact", "attempted contact", "left vmail", "left voicemail", "voicemail",
     "no answer", "busy", "wrong number", "not reached", "connected", "called", "call back",
     "call failed", "ringing", "switched off", "unreachable"}
)  # fmt: skip


def seven_errors(playbook: Playbook, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Numbered as in the source; all but the third are warnings: they lie in what is missing."""
    for problems in errors_by_number(playbook).values():
        yield from problems


def errors_by_number(playbook: Playbook) -> Mapping[int, tuple[Problem, ...]]:
    """What the text does wrong, by the number of the error; only the third without a funnel."""
    third = tuple(one for process in playbook.processes.values() for one in _third(process))
    funnel = funnel_of(playbook)
    if not funnel:
        return {3: third}
    first = funnel[0].place
    return {
        1: tuple(_first(playbook, first)),
        2: tuple(_second(funnel)),
        3: third,
        4: tuple(_fourth(playbook, first)),
        5: tuple(_fifth(playbook)),
        6: tuple(_sixth(playbook, funnel)),
        7: tuple(one for process in funnel for one in _seventh(process)),
    }


def funnel_of(playbook: Playbook) -> list[Process]:
    """The processes of leads whose stages are lead statuses."""
    leads = [one for one in playbook.processes.values() if one.follows == "lead"]
    return [one for one in leads if any(status_of(s, one) for s in one.stages.values())]


def _first(playbook: Playbook, place: Place) -> Iterator[Problem]:
    agreement = rules_of(playbook).agreement
    signed = len(set(agreement.definition_signed_by)) if agreement else 0
    if signed < 2:
        message = _("error 1: marketing and sales have not both signed what sales-ready means")
        hint = _("agreement.yaml: “sales-ready:” and “definition signed by:” two roles")
        yield _warning(agreement.place if agreement else place, message, hint)


def _second(funnel: list[Process]) -> Iterator[Problem]:
    if not any(status_of(s, one) == "Raw" for one in funnel for s in one.stages.values()):
        message = _("error 2: there is no status for bought lists, whose people never met us")
        yield _warning(funnel[0].place, message, _("add a stage that counts as Raw"))


def _third(process: Process) -> Iterator[Problem]:
    for stage in process.stages.values():
        if normalised(stage.name) in CALL_RESULTS or normalised(stage.counts_as) in CALL_RESULTS:
            facts = {"stage": stage.name}
            message = _("error 3: “%(stage)s” is the result of a call, not a status") % facts
            yield Problem(stage.place, message, _("calls keep their results; take the stage out"))
    for line in _moves(process):
        if line.on == "call logged":
            message = _("error 3: logging a call never changes the stage")
            yield Problem(line.place, message, _("let an answer or a real conversation move it"))


def _fourth(playbook: Playbook, place: Place) -> Iterator[Problem]:
    if not any(one.follows == "contact" for one in playbook.processes.values()):
        message = _("error 4: contacts have no status of their own")
        yield _warning(place, message, _("add a process that follows contact"))


def _fifth(playbook: Playbook) -> Iterator[Problem]:
    score = rules_of(playbook).score
    if score is not None and score.review_every is None:
        message = _("error 5: nobody reviews the score")
        yield _warning(score.place, message, _("say “review every: 3 months” in score.yaml"))
    asked = [one.place for one in conditions(playbook) if "score" in one.condition.fields]
    if score is None and asked:
        message = _("error 5: the score is used, and no score.yaml says what it is")
        yield _warning(asked[0], message, _("add score.yaml with “review every:”"))


def _sixth(playbook: Playbook, funnel: list[Process]) -> Iterator[Problem]:
    clocks = [clock for process in funnel for clock in clocks_of(process)]
    agreement = rules_of(playbook).agreement
    place = agreement.place if agreement else funnel[0].place
    measured = set(agreement.promises) if agreement else set()
    names = {clock.name for clock in clocks}
    if (
        not measured
        or not measured <= names
        or len(set(agreement.signed_by if agreement else ())) < 2
    ):
        message = _("error 6: the agreement of marketing and sales is not measured")
        hint = _("agreement.yaml: “promises:” the clocks, and “signed by:” two roles")
        yield _warning(place, message, hint)
    for clock in clocks:
        if clock.name in measured and not _enforced(clock):
            message = _("error 6: the promise “%(clock)s” is not enforced") % {"clock": clock.name}
            yield _warning(clock.place, message, _("say what happens when it is missed"))


def _enforced(clock: Clock) -> bool:
    return any(line.does or line.go_to for line in clock.missed)


def _seventh(process: Process) -> Iterator[Problem]:
    """A move back that is neither marked nor a new cycle is counted twice."""
    order = {name: number for number, name in enumerate(process.stages)}
    for stage in process.stages.values():
        for to, line in stage_moves(stage):
            back = to in order and order[to] < order[stage.name] and not process.stages[to].is_end
            if back and not line.new_cycle and not line.mark:
                facts = {"stage": stage.name, "to": to}
                message = (
                    _("error 7: going back from “%(stage)s” to “%(to)s” is miscounted") % facts
                )
                yield _warning(line.place, message, _("say “back: yes” or “new cycle: yes”"))


def _moves(process: Process) -> Iterator[Line]:
    for _stage, line in process.lines():
        if line.go_to:
            yield line


def _warning(place: Place, message: str, hint: str) -> Problem:
    return Problem(place, message, hint, Severity.WARNING)
