"""An invitation is mailed in its reader's language, or the link is there to be handed over."""

import smtplib

import pytest
from django.core import mail

from leadline.access.actions import change_firm_settings, invite_person, make_firm
from leadline.access.letters import link_for, send_invitation, send_invitations
from leadline.access.models import Role, User
from leadline.core.actor import AUTOMATION


@pytest.fixture
def invited(cast):
    role = Role.objects.get(name="Seller")
    made = invite_person(
        AUTOMATION, None, email="li@example.com", role=role, team=cast.sales, language="zh-hans"
    )
    return User.objects.get(pk=made.pk)


def with_sender(**values):
    change_firm_settings(
        AUTOMATION, make_firm(), values={"name": "Acme\nInc", "sender": "hi@acme.example", **values}
    )


def test_it_speaks_the_readers_language_and_has_the_link(invited):
    with_sender()
    assert send_invitation(invited, "Anna Koch")
    [letter] = mail.outbox
    assert letter.to == ["li@example.com"]
    assert "邀请" in letter.subject
    assert "\n" not in letter.subject + letter.from_email
    assert link_for(invited) in letter.body


def test_without_a_sender_none_leaves(invited):
    assert not send_invitation(invited, "Anna Koch")
    assert mail.outbox == []


def test_a_mail_server_that_is_down_is_no_error(invited, monkeypatch):
    with_sender()

    def fail(*args, **kwargs):
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr(mail.EmailMessage, "send", fail)
    assert not send_invitation(invited, "Anna Koch")


def test_many_are_mailed_over_one_connection_and_counted(invited, monkeypatch):
    assert send_invitations([invited], "Anna Koch") == 0  # there is no sender yet
    with_sender()
    assert send_invitations([invited, invited], "Anna Koch") == 2
    assert len(mail.outbox) == 2
    letters = iter([smtplib.SMTPRecipientsRefused({}), None])

    def send(self, messages):
        if (error := next(letters)) is not None:
            raise error
        return len(messages)

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", send)
    assert send_invitations([invited, invited], "Anna Koch") == 1
