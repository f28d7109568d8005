"""Each is written to once and told late once, whatever the mail server does."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from leadline.access.models import Firm, User
from leadline.channel import jobs
from leadline.channel.actions.handing import take_back_from_partner, write_to_partner_again
from leadline.channel.jobs import tell_late_partners, write_to_partners
from leadline.channel.models import Partner, PartnerLead, State
from leadline.channel.tests.conftest import MONDAY, firm, opened, sells, stands
from leadline.core.actor import AUTOMATION
from leadline.core.clock import standing_at
from leadline.core.errors import Refused
from leadline.core.models import Event
from leadline.mail.post import Answer, Post, Verdict
from leadline.records.models import Record


def test_a_letter_leaves_once(
    lead: Record, nordic: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    stands(lead, nordic)
    with monkeypatch.context() as down:
        down.setattr(Post, "send", lambda *_: Answer(Verdict.LATER))
        assert write_to_partners(MONDAY) == 0
    assert write_to_partners(MONDAY) == 1
    assert write_to_partners(MONDAY) == 0
    assert [one.to for one in mail.outbox] == [["leads@nordic.example"]]


def test_no_more_leave_in_one_round_than_it_takes(
    mei: User, lead: Record, nordic: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "LETTERS", 2)
    for one in (lead, opened(mei, "Wang Fang", firm("Jinan Pipe")), opened(mei, "Bo", firm("Arc"))):
        stands(one, nordic)
    assert (write_to_partners(MONDAY), len(mail.outbox)) == (2, 2)
    assert (write_to_partners(MONDAY), len(mail.outbox)) == (1, 3)


def test_without_a_sender_none_leaves(lead: Record, nordic: Partner) -> None:
    Firm.objects.update(sender="")
    stands(lead, nordic)
    assert write_to_partners(MONDAY) == 0
    assert mail.outbox == []


def test_what_was_answered_is_not_late(lead: Record, nordic: Partner) -> None:
    row = stands(lead, nordic, due_at=MONDAY + timedelta(hours=1))
    assert tell_late_partners(MONDAY) == 0
    row.state = State.ACCEPTED
    row.save()
    assert tell_late_partners(MONDAY + timedelta(days=9)) == 0
    assert PartnerLead.objects.get().late_at is None


def test_a_letter_that_breaks_lets_none_before_it_leave_again(
    mei: User, lead: Record, nordic: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    stands(lead, nordic)
    stands(opened(mei, "Wang Fang", firm("Jinan Pipe")), nordic)
    makes, tried = jobs.letter_to, []

    def breaks(row: PartnerLead, *told: Any) -> EmailMessage:
        tried.append(row)
        if len(tried) == 2:
            raise RuntimeError("the letter breaks")
        return makes(row, *told)

    with monkeypatch.context() as broken:
        broken.setattr(jobs, "letter_to", breaks)
        with pytest.raises(RuntimeError):
            write_to_partners(MONDAY)
    assert write_to_partners(MONDAY) == 1
    assert len({one.body for one in mail.outbox}) == len(mail.outbox) == 2


def test_what_is_taken_back_while_others_are_written_to_does_not_leave(
    lead: Record, nordic: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    stands(lead, nordic)
    makes = jobs.letter_to

    def meanwhile(row: PartnerLead, *told: Any) -> EmailMessage:
        take_back_from_partner(AUTOMATION, lead, reason="Our own")
        return makes(row, *told)

    monkeypatch.setattr(jobs, "letter_to", meanwhile)
    assert (write_to_partners(MONDAY), mail.outbox) == (0, [])


def test_a_letter_that_may_be_lost_is_not_written_twice_until_somebody_says_so(
    mei: User, lead: Record, nordic: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    stands(lead, nordic)
    with monkeypatch.context() as dead:
        dead.setattr(Post, "send", _dies)
        with pytest.raises(KeyboardInterrupt):
            write_to_partners(MONDAY)
    assert write_to_partners(MONDAY + timedelta(hours=1)) == 0
    with standing_at(MONDAY + timedelta(minutes=15)), pytest.raises(Refused, match="just leaving"):
        write_to_partner_again(AUTOMATION, lead)
    with standing_at(MONDAY + timedelta(minutes=16)):
        write_to_partner_again(AUTOMATION, lead)
        with pytest.raises(Refused):
            write_to_partner_again(AUTOMATION, lead)
    assert write_to_partners(MONDAY + timedelta(hours=1)) == 1
    assert len(mail.outbox) == 1
    told = Event.objects.get(name="partner written to again")
    assert str(told) == "Nordic is written to again"


def _dies(*_: object) -> Answer:
    raise KeyboardInterrupt


def test_while_a_letter_leaves_another_worker_does_not_write_it(
    lead: Record, nordic: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    stands(lead, nordic)
    sends, others = Post.send, []

    def meanwhile(self: Post, letter: EmailMessage) -> Answer:
        if not others:
            others.append(write_to_partners(MONDAY))
        return sends(self, letter)

    monkeypatch.setattr(Post, "send", meanwhile)
    assert (write_to_partners(MONDAY), others) == (1, [0])
    assert len(mail.outbox) == 1


def test_a_partner_whose_mailbox_is_full_keeps_no_other_waiting(
    mei: User, lead: Record, nordic: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    stands(lead, nordic)
    stands(opened(mei, "Wang Fang", firm("Jinan Pipe")), sells(mei, "Baltic"))
    sends = Post.send

    def full(post: Post, message: EmailMessage) -> Answer:
        is_nordic = message.to == ["leads@nordic.example"]
        return Answer(Verdict.PUT_OFF) if is_nordic else sends(post, message)

    with monkeypatch.context() as one:
        one.setattr(Post, "send", full)
        assert write_to_partners(MONDAY) == 1
    assert [one.to for one in mail.outbox] == [["leads@baltic.example"]]
    assert write_to_partners(MONDAY) == 1
