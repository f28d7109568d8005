"""What cannot be right in a row is named, once however often it is there."""

import pytest

from leadline.intake.doubts import DOUBTS, doubts_of
from leadline.parties.candidates import Candidate, read


@pytest.mark.parametrize(
    ("candidate", "found"),
    [
        (Candidate(name="Li Na", emails=("li@x.example",), phones=("+49 40 5550100",)), set()),
        (Candidate(name="Anna Koch / 王芳"), {"several people"}),
        (Candidate(name="12345"), {"not a name"}),
        (Candidate(emails=("li at x", "na at y")), {"bad address"}),
        (Candidate(phones=("+49 12",), country="DE"), {"impossible phone"}),
        (Candidate(name="x" * 10_000), {"too long"}),
        (Candidate(company="Wei\x00ss"), {"unreadable"}),
        (Candidate(name="JÃ¼rgen MÃ¼ller", company="MÃ¼ller & SÃ¶hne"), {"garbled"}),
        (Candidate(name="Jürgen Müller", company="Ångström Ænergi & Ão São"), set()),
        (Candidate(name="王\ufffd\ufffd"), {"garbled"}),
        (Candidate(name="A / B", phones=("1.2E+12", "0")), {"several people", "impossible phone"}),
    ],
)
def test_doubts_of_a_row(candidate: Candidate, found: set[str]) -> None:
    assert doubts_of(read(candidate)) == found
    assert found <= DOUBTS.keys()
