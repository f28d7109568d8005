"""What in a text speaks against each of the seven errors: where the right thing stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from leadline.playbooks.agreement import promised
from leadline.playbooks.checks.seven import funnel_of
from leadline.playbooks.checks.statuses import status_of
from leadline.playbooks.definition import Place, Playbook
from leadline.playbooks.walk import rules_of, stage_moves


@dataclass(frozen=True)
class Evidence:
    """A phrase of the playbook (a status, a clock, a role) and where it stands."""

    phrase: str
    place: Place


def evidence_by_number(playbook: Playbook) -> Mapping[int, tuple[Evidence, ...]]:
    """By the number of the error that is not made; nothing where there is nothing to show."""
    return {
        1: tuple(_signers(playbook)),
        2: tuple(one for one in _statuses(playbook) if one.phrase == "Raw"),
        3: tuple(_statuses(playbook)),
        4: tuple(_contacts(playbook)),
        5: tuple(_reviews(playbook)),
        6: tuple(Evidence(one.clock.name, one.clock.place) for one in promised(playbook)),
        7: tuple(_marked(playbook)),
    }


def _signers(playbook: Playbook) -> Iterator[Evidence]:
    agreement = rules_of(playbook).agreement
    for role in agreement.definition_signed_by if agreement else ():
        assert agreement is not None
        yield Evidence(role, agreement.place)


def _statuses(playbook: Playbook) -> Iterator[Evidence]:
    for process in funnel_of(playbook):
        for stage in process.stages.values():
            if status := status_of(stage, process):
                yield Evidence(status, stage.place)


def _contacts(playbook: Playbook) -> Iterator[Evidence]:
    for process in playbook.processes.values():
        if process.follows == "contact":
            yield Evidence(process.name, process.place)


def _reviews(playbook: Playbook) -> Iterator[Evidence]:
    score = rules_of(playbook).score
    if score is not None and score.review_every is not None:
        yield Evidence(str(score.review_every), score.place)


def _marked(playbook: Playbook) -> Iterator[Evidence]:
    """Moves that say themselves how they are counted."""
    for process in funnel_of(playbook):
        for stage in process.stages.values():
            for to, line in stage_moves(stage):
                if line.mark or line.new_cycle:
                    yield Evidence(to, line.place)
