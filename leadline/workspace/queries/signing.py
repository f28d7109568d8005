"""Why a record is not sales-ready although all is known: the definition lacks a signature."""

from django.utils.translation import gettext as _

from leadline.conditions.catalogue import normalised
from leadline.conditions.tree import Condition
from leadline.core.written import listed
from leadline.playbooks.agreement import Part
from leadline.playbooks.rulebook import SIGNED
from leadline.playbooks.signatures import parts_of
from leadline.workspace.reading import Reading


def unsigned(reading: Reading, condition: Condition | None) -> str:
    """Whose signatures a condition waits for, as a sentence; "" where it waits for none."""
    if condition is None or SIGNED not in condition.fields:
        return ""
    if reading.view.get(normalised(SIGNED)) is not False or reading.record.version is None:
        return ""
    for part in parts_of(reading.record.version):
        if part.signable.part == Part.DEFINITION and part.lacking:
            roles = listed(map(reading.speaker.word, part.lacking))
            return _("What is sales-ready is not signed by: %(roles)s.") % {"roles": roles}
    return ""
