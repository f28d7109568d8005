"""The pages of the agreement are read by everybody; a form that is not whole signs nothing."""

from collections.abc import Callable

from django.test import Client

from leadline.playbooks.models import Signature
from leadline.workspace.tests.conftest import Cast


def test_pages_without_an_agreement(cast: Cast, page: Callable[..., str]) -> None:
    assert "This playbook has no agreement" in page(cast.kai, "/playbooks/small/agreed/")
    errors = page(cast.kai, "/playbooks/small/seven-errors/")
    assert "No process here has lead statuses" in errors
    for path in ("agreed", "seven-errors"):
        page(cast.kai, f"/playbooks/none/{path}/", 404)


def test_a_signature_is_posted_and_refused_where_nothing_is_to_sign(
    cast: Cast, client: Client
) -> None:
    path = "/playbooks/small/signatures/"
    client.force_login(cast.mei)
    assert client.get(path).status_code == 405
    for fields in ({}, {"part": "definition", "role": "Seller", "hash": "\0"}):
        answer = client.post(path, fields, follow=True)
        assert "asks for no such signature" in answer.content.decode()
    assert client.post("/playbooks/none/signatures/").status_code == 404
    assert not Signature.objects.exists()
