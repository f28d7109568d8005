"""A file that was handed in becomes a row that says by whom."""

from io import BytesIO

import pytest

from leadline.access.actor import person
from leadline.access.models import User
from leadline.core.actor import AUTOMATION, CUSTOMER
from leadline.core.errors import Refused
from leadline.files.actions import keep_file
from leadline.files.models import File
from leadline.files.store import receive


def test_a_customer_hands_in_a_file(db: None) -> None:
    file = keep_file(CUSTOMER, None, received=receive(BytesIO(b"%PDF-1.4"), "licence"))
    kept = File.objects.get(pk=file.pk)
    assert (kept.name, kept.size, kept.kind) == ("licence.pdf", 8, "pdf")
    assert (kept.uploaded_by, kept.handed_in_by) == (None, "customer")


def test_two_files_share_their_content(db: None) -> None:
    received = [receive(BytesIO(b"same"), name) for name in ("a.txt", "b.txt")]
    a, b = (keep_file(AUTOMATION, None, received=one) for one in received)
    assert a.hash == b.hash
    assert (a.name, b.name) == ("a.txt", "b.txt")


def test_a_person_without_a_role_may_not(anna: User) -> None:
    with pytest.raises(Refused):
        keep_file(person(anna), None, received=receive(BytesIO(b"x"), "a"))
