"""Letters go with their person, and each says which mailbox it went to."""

from leadline.mail.lineage import mailbox_written_to
from leadline.mail.models import Letter, PrivateLink
from leadline.parties.lineage import pointers_at
from leadline.parties.models import Person
from leadline.parties.normalise.emails import read_email


def test_a_merge_knows_letters_and_links() -> None:
    pointers = {(one.model, one.field) for one in pointers_at(Person)}
    assert {(Letter, "person"), (PrivateLink, "person")} <= pointers


def test_the_mailbox_of_a_letter() -> None:
    letters = [Letter(to="Tom@Baltic.example"), Letter(), Letter(to="nonsense")]
    assert mailbox_written_to(letters) == [
        {read_email("tom@baltic.example").hash},
        set(),
        set(),
    ]
