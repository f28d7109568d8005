"""The message has the headers that mail systems ask for, and nobody's name can add another."""

import pytest

from leadline.access.models import Firm, User
from leadline.mail.compose import copy_of, message_of
from leadline.mail.models import Letter
from leadline.mail.tests.conftest import NOON
from leadline.records.models import Record

STOP = "https://leads.example/stop/x/"
FIRM = Firm(name="Rebar\r\nBcc: x@evil.example", sender="hello@rebar.example")


def letter(owner: User | None, written_by: User | None = None) -> Letter:
    return Letter(
        record=Record(owner=owner),
        written_by=written_by,
        to="tom@baltic.example",
        subject="Hello",
        text="Good day",
        html="<p>Good day</p>",
        message_id="<letter-1.ab@leads.example>",
    )


def anna() -> User:
    return User(pk=1, email="anna@rebar.example", name='Anna "A"\nKoch')


def test_the_headers() -> None:
    message = message_of(letter(anna()), FIRM, STOP, NOON).message()
    assert message["Message-ID"] == "<letter-1.ab@leads.example>"
    assert message["Date"] == "Mon, 02 Mar 2026 12:00:00 +0000"
    assert message["From"] == r'"Anna \"A\" Koch" <hello@rebar.example>'
    assert message["Reply-To"] == r'"Anna \"A\" Koch" <anna@rebar.example>'
    assert message["List-Unsubscribe"] == f"<{STOP}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content_type() == "multipart/alternative"
    parts = message.get_payload()
    assert isinstance(parts, list)
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html"]


def test_a_transactional_letter_by_a_person_has_none_of_the_robots_headers() -> None:
    message = message_of(letter(anna(), written_by=anna()), FIRM, "", NOON).message()
    assert message["List-Unsubscribe"] is None
    assert message["Auto-Submitted"] is None


def test_without_an_owner_the_firm_writes_and_its_name_stays_in_its_place() -> None:
    message = message_of(letter(None), FIRM, STOP, NOON).message()
    assert message["From"] == '"Rebar Bcc: x@evil.example" <hello@rebar.example>'
    assert message["Reply-To"] is None
    assert message["Bcc"] is None


def test_a_newline_in_an_address_or_subject_is_refused() -> None:
    hostile = letter(None)
    hostile.to = "tom@baltic.example\nBcc: x@evil.example"
    with pytest.raises(ValueError):
        message_of(hostile, FIRM, STOP, NOON).message()


def test_a_copy_shows_whom_the_letter_went_to() -> None:
    copy = copy_of(message_of(letter(anna()), FIRM, STOP, NOON), "boss@rebar.example")
    assert copy.recipients() == ["boss@rebar.example"]
    assert copy.message()["To"] == "tom@baltic.example"
    assert copy.message().get_content_type() == "multipart/alternative"
