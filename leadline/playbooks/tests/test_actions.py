"""Publishing freezes what can be carried out, and refuses everything else with its sentences."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from leadline.core.actor import AUTOMATION
from leadline.core.errors import Stale
from leadline.core.models import Event
from leadline.playbooks.actions import Unpublishable, problems_to_publish, publish
from leadline.playbooks.checks.every import check
from leadline.playbooks.models import Published, Version
from leadline.playbooks.problems import errors
from leadline.playbooks.tests.folders import LEAD, SMALL
from leadline.playbooks.vocabulary_files import standard

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[3]
TRIALS = sorted(path.parent for path in (ROOT / "tests/playbooks").glob("*/playbook.yaml"))


def put(source: Path | Mapping[str, str], name: str = "small") -> Version:
    return publish(AUTOMATION, None, name=name, source=source)


@pytest.mark.parametrize("folder", TRIALS, ids=lambda folder: folder.name)
def test_what_later_rooms_carry_out_passes_check_and_is_not_published(folder: Path) -> None:
    assert errors(check(folder, standard()).problems) == ()
    with pytest.raises(
        Unpublishable, match=r"belongs to (Quotes|Parties|Deals|Service|Agreements)"
    ):
        put(folder, folder.name)
    assert not Published.objects.exists()


def test_every_word_is_told_at_once_with_its_room() -> None:
    with pytest.raises(Unpublishable) as refused:
        put(ROOT / "tests/playbooks/trial-subscription-deal")
    told = str(refused.value)
    assert "deal.yaml:9: error: “send quote” belongs to Quotes" in told
    assert "“approvals: discount approval” is not carried out" in told
    assert "“send invoice-and-agreement” does not know “enclose” yet" in told


def test_the_shipped_playbook_is_published() -> None:
    version = put(ROOT / "playbooks/trial-subscription", "trial-subscription")
    assert (version.number, Published.objects.get().current) == (1, version)


def test_the_same_text_is_the_same_version() -> None:
    first, again = put(SMALL), put(dict(SMALL))
    assert first == again
    assert Event.objects.filter(name="playbook published").count() == 1


def test_who_looked_at_another_version_looks_again() -> None:
    put(SMALL)
    other = {**SMALL, "lead.yaml": LEAD.replace("3 days", "5 days")}
    with pytest.raises(Stale, match="Version 1 was put in force since"):
        publish(AUTOMATION, None, name="small", source=other, over=0)
    assert publish(AUTOMATION, None, name="small", source=other, over=1).number == 2


def test_what_nobody_carries_out_yet_is_told_beforehand() -> None:
    words = standard()
    assert problems_to_publish(check(SMALL, words).playbook) == ()
    later = check(ROOT / "tests/playbooks/trial-subscription-deal", words).playbook
    assert "belongs to Quotes" in str(problems_to_publish(later)[0])


def test_an_older_text_comes_back_under_its_number() -> None:
    first = put(SMALL)
    second = put({**SMALL, "lead.yaml": LEAD.replace("3 days", "5 days")})
    assert (first.number, second.number) == (1, 2)
    put(SMALL)
    assert Published.objects.get().current == first


def test_all_errors_are_told() -> None:
    bad = {**SMALL, "lead.yaml": LEAD.replace("send: hello", "send: helo")}
    with pytest.raises(Unpublishable, match="helo") as refused:
        put(bad)
    assert len(refused.value.found) == 1
