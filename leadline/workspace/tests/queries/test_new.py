"""The ways in for a typed lead, and who somebody already is."""

from leadline.leads.incoming import How
from leadline.parties.candidates import Candidate
from leadline.workspace.queries.new import chosen, door_through, source_names, ways, who_is


def test_the_processes_for_leads_are_ways_in(cast):
    [way] = ways(cast.mei)
    assert (way.label, way.has_raw) == ("Small lead", False)
    assert chosen([way], "") == chosen([way], way.key) == way
    assert chosen([way], "9 Other") is None
    door = door_through(way, How.NEWS)
    assert (door.version, door.process) == (cast.version, "Small lead")


def test_sources_that_there_are(cast):
    assert source_names() == ["Fair"]


def test_somebody_is_told_with_their_newest_lead(cast):
    found = who_is(cast.mei, Candidate(name="Li Na", emails=("li.na@hengtong.cn",)))
    assert found is not None
    assert (found.name, found.is_sure) == ("Li Na, Hengtong Cable", True)
    assert (found.record, found.stage, found.owner) == (cast.lead, "Asked", "Mei Chen")
    assert who_is(cast.mei, Candidate(name="Somebody Else")) is None
