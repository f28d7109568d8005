"""A playbook's page has map, counts, text with lines, sentences, checks and versions."""

from leadline.core.actor import AUTOMATION
from leadline.playbooks.actions import publish
from leadline.workspace.queries.playbook import playbook_page, playbooks_in_force
from leadline.workspace.tests.conftest import FILES


def test_the_page_of_a_playbook(cast):
    page = playbook_page(cast.version.playbook, cast.version, cast.mei)
    [process] = page.processes
    assert {one.label: one.number for one in process.places}["Asked"] == "2"
    file = next(one for one in page.files if one.path == "lead.yaml")
    assert file.is_open
    assert file.lines[1] == (2, "process: Small lead")
    assert page.sentences
    assert page.shown.records == 2


def test_counts_are_of_what_one_may_see(cast):
    [process] = playbook_page(cast.version.playbook, cast.version, cast.kai).processes
    assert {one.number for one in process.places} == {"0"}


def test_an_older_version_has_its_own_text(cast):
    changed = {**FILES, "lead.yaml": FILES["lead.yaml"].replace("They saw it", "They see it")}
    new = publish(AUTOMATION, None, name="small", source=changed)
    cast.version.playbook.refresh_from_db()
    page = playbook_page(cast.version.playbook, cast.version, cast.mei)
    assert not page.shown.is_current
    assert [(one.number, one.records) for one in page.versions] == [(2, 0), (1, 2)]
    [line] = playbooks_in_force()
    assert (line.title, line.number, line.records) == ("Small", new.number, 2)
