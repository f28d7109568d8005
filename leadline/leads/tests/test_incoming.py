import pytest

from leadline.leads import incoming
from leadline.leads.incoming import Incoming
from leadline.parties.candidates import Candidate, Profile, read


def test_a_candidate_is_read_once_however_often_a_slice_is_tried(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Candidate] = []

    def counted(candidate: Candidate) -> Profile:
        asked.append(candidate)
        return read(candidate)

    monkeypatch.setattr(incoming, "read", counted)
    one = Incoming(Candidate(name="Anna Koch", emails=("Anna@Acme.example",)))
    assert one.profile.emails[0].identity == "anna@acme.example"
    assert one.profile is one.profile
    assert asked == [one.candidate]
