"""The command invites the first person of a new installation, and says what is wrong."""

import pytest
from django.core.management import CommandError, call_command

from leadline.access.models import Membership


def test_the_first_person_becomes_admin_of_the_company(db, capsys, client):
    call_command("access", "invite", "Anna@example.com", "--name", "Anna Koch")
    link = capsys.readouterr().out.strip()
    assert link.startswith("http://localhost:8000/invitation/")
    assert (
        "Welcome, Anna Koch"
        in client.get(link.removeprefix("http://localhost:8000")).content.decode()
    )
    membership = Membership.objects.get()
    assert (membership.role.name, membership.team.name) == ("Admin", "Leadline")


def test_inviting_again_prints_a_link_until_there_is_a_password(db, cast, capsys):
    call_command("access", "invite", "emil@example.com", "--role", "Seller", "--team", "Sales")
    call_command("access", "invite", "emil@example.com")
    assert len(capsys.readouterr().out.split()) == 2
    with pytest.raises(CommandError, match="signs in already"):
        call_command("access", "invite", "anna@example.com")


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["--role", "King"], "There is no role King. There are: Admin"),
        (["--team", "X"], "no team X"),
    ],
)
def test_a_wrong_name_is_answered_with_what_there_is(db, cast, more, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("access", "invite", "emil@example.com", *more)
