"""Which records wait for a signature: those in stages that ask what is sales-ready."""

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_

from django.db.models import Q

from leadline.playbooks.agreement import Part, signable
from leadline.playbooks.definition import Line, Process, Stage
from leadline.playbooks.models import Signature, Version
from leadline.playbooks.rulebook import SIGNED
from leadline.playbooks.signatures import with_definition_in_force
from leadline.playbooks.versions import definition_of
from leadline.playbooks.walk import line_conditions


def waiting_for(signatures: Iterable[Signature]) -> Q | None:
    """The records that a new signature, if it was the last one, lets go on; None for nobody."""
    found = [Q(version=version, process=process, stage=stage)
             for one in signatures if one.part == Part.DEFINITION
             for version, process, stage in _places(one)]  # fmt: skip
    return reduce(or_, found) if found else None


def _places(signature: Signature) -> Iterator[tuple[int, str, str]]:
    versions = Version.objects.filter(playbook=signature.playbook_id).values_list("pk", flat=True)
    for pk in sorted(with_definition_in_force(set(versions))):
        playbook = definition_of(pk)
        same = signable(playbook, Part.DEFINITION)
        if same is None or same.hash != signature.hash:
            continue
        for process in playbook.processes.values():
            for stage in process.stages.values():
                if not stage.is_end and _asks(process, stage):
                    yield pk, process.name, stage.name


def _asks(process: Process, stage: Stage) -> bool:
    lines: tuple[Line, ...] = (*process.everywhere, *stage.while_here, *stage.next)
    gates = [gate.condition for gate in (*stage.before_leaving, *stage.before_entering)]
    conditions = [*gates, *(one.condition for line in lines for one in line_conditions(line))]
    return any(SIGNED in one.fields for one in conditions)
