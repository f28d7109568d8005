"""What nobody has is listed by queue, with its age; whoever is first takes it."""

import pytest

from leadline.core.actor import AUTOMATION
from leadline.playbooks.actions import publish
from leadline.records.models import Record
from leadline.workspace.tests.conftest import FILES, many, take_in


@pytest.fixture
def waiting(cast) -> Record:
    """A lead that came into a queue of the managers."""
    files = {
        **FILES,
        "playbook.yaml": FILES["playbook.yaml"].replace("[Seller]", "[Seller, Manager]")
        + "queues:\n  Left over: [Manager]\n",
        "lead.yaml": FILES["lead.yaml"].replace("owner: role Seller", "owner: queue Left over"),
    }
    [lead] = take_in(publish(AUTOMATION, None, name="queued", source=files), *many(1))
    return lead


def test_s3_25_the_queue_shows_what_waits_and_how_long(cast, waiting, page, clock):
    text = page(cast.mei, "/queues/")
    assert "Left over" in text
    assert waiting.title in text
    assert "for too long" not in text
    clock.advance(hours=2)
    assert "for too long" in page(cast.mei, "/queues/")
    assert waiting.title not in page(cast.kai, "/queues/")


def test_its_watchers_are_told(cast, waiting, page):
    assert "waits in the queue “Left over”" in page(cast.ben, "/")
    assert "waits in the queue" not in page(cast.mei, "/")


def test_whoever_is_first_takes_it(cast, waiting, client):
    client.force_login(cast.mei)
    path = f"/records/{waiting.pk}/taking/"
    client.post(path)
    waiting.refresh_from_db()
    assert (waiting.owner, waiting.queue) == (cast.mei, "")
    client.force_login(cast.ben)
    assert "Somebody has it already." in client.post(path, follow=True).text
    waiting.refresh_from_db()
    assert waiting.owner == cast.mei


def test_the_rule_is_tried_once_more(cast, waiting, client):
    client.force_login(cast.ben)
    path = f"/records/{waiting.pk}/routing/again/"
    assert "Still nobody can take it" in client.post(path, follow=True).text
    Record.objects.filter(pk=waiting.pk).update(version=cast.version)  # there it is the sellers'
    client.post(path)
    waiting.refresh_from_db()
    assert waiting.owner == cast.mei


def test_others_do_not_take_what_they_do_not_see(cast, waiting, client):
    client.force_login(cast.kai)
    for page in ("taking", "routing/again"):
        assert client.post(f"/records/{waiting.pk}/{page}/").status_code == 404
