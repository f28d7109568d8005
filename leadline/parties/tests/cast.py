"""A few people to act upon, by name."""

from collections.abc import Sequence

from leadline.core.actor import AUTOMATION, Actor
from leadline.parties.actions.entering import Entered, OnMatch, enter_people
from leadline.parties.candidates import Candidate, read

MEI = Actor(AUTOMATION.kind, None, "Mei")  # automation may do everything; the name is hers

ANNA = Candidate(name="Anna Koch", company="Acme GmbH", emails=("anna.koch@acme.de",), country="DE")
BEN = Candidate(name="Ben Ito", company="Acme GmbH", emails=("ben@acme.de",))
FANG = Candidate(
    name="王芳", company="深圳市华为技术有限公司", phones=("138 1234 5678",), country="CN"
)


def enter(*candidates: Candidate, on_match: OnMatch = OnMatch.FILL) -> Sequence[Entered]:
    """Everybody enters, in one batch, in Mei's name."""
    return enter_people(MEI, None, profiles=[read(one) for one in candidates], on_match=on_match)
