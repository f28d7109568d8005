"""A stranger with a signed link downloads the file, and nothing else."""

from io import BytesIO

from django.test import Client

from leadline.core.actor import CUSTOMER
from leadline.files.actions import keep_file
from leadline.files.links import signed_path_for
from leadline.files.store import receive


def test_a_signed_link(db: None, client: Client) -> None:
    file = keep_file(CUSTOMER, None, received=receive(BytesIO(b"hi"), "a"))
    path = signed_path_for(file)
    response = client.get(path)
    assert b"".join(response.streaming_content) == b"hi"  # type: ignore[attr-defined]
    assert "a.txt" in response["Content-Disposition"]
    assert client.get(path[:-2] + "/").status_code == 404
