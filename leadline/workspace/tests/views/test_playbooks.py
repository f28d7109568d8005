"""Playbooks are read by everybody who signs in."""

from leadline.core.actor import AUTOMATION
from leadline.playbooks.actions import publish
from leadline.workspace.tests.conftest import FILES

CONTACT = """
process: Contact status
follows: contact
owner: role Seller
stages:
  Warm:
    goal: Talk to them
    next:
      - go to: Gone
        by: owner
ends:
  Gone:
    outcome: lost
"""


def test_the_list_and_the_page(cast, page):
    assert "Small" in page(cast.mei, "/playbooks/")
    text = page(cast.mei, "/playbooks/small/")
    assert 'id="lead.yaml-2"' in text
    assert "/leads/?stage=Asked" in text
    assert "<c-" not in text


def test_a_stage_of_contacts_opens_the_list_of_contacts(cast, page):
    texts = {**FILES, "contact.yaml": CONTACT}
    publish(AUTOMATION, None, name="keeping", source=texts)
    text = page(cast.mei, "/playbooks/keeping/")
    assert "/contacts/?stage=Warm" in text
    assert "/leads/?stage=Warm" not in text


def test_a_version_is_named_by_its_number(cast, page):
    assert "Version 1" in page(cast.mei, f"/playbooks/small/?version={cast.version.pk}")
    page(cast.mei, "/playbooks/small/?version=99999", status=404)
    page(cast.mei, "/playbooks/other/", status=404)
    assert "Version 1" in page(cast.mei, "/playbooks/small/?version=x")


def test_strangers_sign_in_first(cast, client):
    assert client.get("/playbooks/").url.startswith("/account/login/")
    assert client.get("/playbooks/small/").url.startswith("/account/login/")


def test_the_source_stands_beside_the_product(cast, page, client):
    assert "names no source" in page(cast.mei, "/playbooks/small/source/")
    page(cast.mei, "/playbooks/other/source/", status=404)
    assert "/playbooks/small/source/" in page(cast.mei, "/playbooks/small/")
    client.logout()
    assert client.get("/playbooks/small/source/").url.startswith("/account/login/")
