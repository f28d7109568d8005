"""Each of the seven errors is told as made or not; a signature that lacks makes the first."""

from pathlib import Path

from django.utils.translation import override

from leadline.leads.tests.score.score_cast import NINE
from leadline.playbooks.models import Published, Version
from leadline.playbooks.reader.folder import files_of
from leadline.workspace.queries.seven import seven_page
from leadline.workspace.tests.conftest import Cast

FOLDER = Path(__file__).parents[4] / "tests" / "playbooks" / "lead-management"
FILES, _problems = files_of(FOLDER)


def put(files: dict[str, str]) -> Published:
    """As if its rooms were there: what it asks of rooms to come does not matter here."""
    published = Published.objects.create(name="leads", title="Leads")
    published.current = Version.objects.create(
        playbook=published, number=1, hash="x", files=files, published_at="2026-03-02T09:00Z"
    )
    published.save()
    return published


def test_s3_35_made_and_not_made_with_evidence(db: None) -> None:
    page = seven_page(put(dict(FILES)), NINE)
    assert [one.number for one in page.lines if one.is_made] == [1, 6]  # nobody has signed yet
    assert page.made == 2
    assert page.lines[0].found[0].said.endswith("is not signed by: Marketing, Sales Director")
    assert [one.said for one in page.lines[1].found] == ["Raw"]
    assert page.lines[1].found[0].place.startswith("lead.yaml:")


def test_s3_35_what_the_text_does_wrong_stands_first(db: None) -> None:
    files = {name: text for name, text in FILES.items() if not name.endswith("contact.yaml")}
    line = seven_page(put(files), NINE).lines[3]
    assert (line.is_made, line.found[0].said) == (True, "Contacts have no status of their own")


def test_a_playbook_without_statuses_says_so(cast: Cast) -> None:
    page = seven_page(cast.version.playbook, NINE)
    assert (page.has_funnel, page.made) == (False, 0)


def test_how_often_a_score_is_reviewed_is_said_in_the_readers_language(db: None) -> None:
    published = put(dict(FILES))
    for language, told in (("en", "3 months"), ("zh-hans", "3 个月")):
        with override(language):
            assert told in [one.said for one in seven_page(published, NINE).lines[4].found]
