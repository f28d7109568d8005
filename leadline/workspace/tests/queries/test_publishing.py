"""A proposal says what is wrong, what would change, and which records finish as they began."""

from django.utils import translation

from leadline.playbooks.actions import publish
from leadline.workspace.queries.publishing import (
    playbook_lines,
    proposal_of,
    shipped_folder,
    version_lines,
)
from leadline.workspace.tests.conftest import FILES


def changed(**texts):
    found = dict(FILES)
    for path, (old, new) in texts.items():
        name = path.replace("_", ".")
        assert old in found[name]
        found[name] = found[name].replace(old, new)
    return found


def test_every_mistake_is_told_with_its_line_and_the_text(cast):
    found = proposal_of("small", changed(lead_yaml=("go to: Shown", "go to: Showm")))
    assert not found.can_be_published
    [told] = [one for one in found.errors if "Showm" in one.problem.message]
    assert (str(told.problem.place), told.line) == ("lead.yaml:35", "- go to: Showm")
    assert found.changes == ()


def test_mistakes_are_told_in_the_readers_language(cast):
    spoiled = changed(lead_yaml=("go to: Shown", "go to: Showm"))
    english = proposal_of("small", spoiled).errors[0].problem.message
    with translation.override("zh-hans"):
        assert proposal_of("small", spoiled).errors[0].problem.message != english


def test_what_changes_is_said_and_who_stays(cast):
    later = changed(lead_yaml=("goal: Know what they want", "goal: Know what they need"))
    found = proposal_of("small", later)
    assert (found.number, found.over_number, found.can_be_published) == (2, 1, True)
    assert [(one.kind, one.before != "") for one in found.changes] == [("changed", True)]
    assert "Asked" in found.changes[0].where
    assert [(one.stage, one.number) for one in found.staying] == [("Asked", 2)]
    with translation.override("zh-hans"):
        assert [one.stage for one in proposal_of("small", later).staying] == ["已询问"]


def test_the_same_text_is_in_force_and_an_older_one_comes_back(cast):
    assert proposal_of("small", FILES).is_in_force
    later = changed(lead_yaml=("goal: They saw it", "goal: They liked it"))
    publish(cast.as_mei, None, name="small", source=later)
    found = proposal_of("small", FILES)
    assert (found.is_known, found.number, found.over_number) == (True, 1, 2)
    newest, first = version_lines(found.over.playbook)
    assert (newest.is_current, newest.open, newest.version.published_by) == (True, 0, cast.mei)
    assert (first.is_current, first.open) == (False, 2)


def test_a_new_playbook_is_compared_with_nothing(cast):
    found = proposal_of("other", FILES)
    assert (found.over, found.number, found.can_be_published) == (None, 1, True)
    assert found.versions == []
    assert [line.title for line in playbook_lines()] == ["Small"]


def test_only_a_shipped_folder_is_found(cast):
    assert shipped_folder("trial-subscription") is not None
    for name in ("small", "..", "../playbooks/trial-subscription", ""):
        assert shipped_folder(name) is None
