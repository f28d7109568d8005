"""S3.29, S3.30: attempts and touches, each with its clock; breach goes to another, across zones."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from leadline.access.actor import person
from leadline.access.models import Firm, Permission, User
from leadline.automation.models import MeasuredPromise
from leadline.core.clock import Driven
from leadline.records.actions import assign
from leadline.records.models import Record
from leadline.work.models import Notice
from tests.stories.lead_firm import MONDAY
from tests.stories.small_firm import LEAD, SmallFirm

Result = MeasuredPromise.Result
FIRST_CONTACT = """      first contact:
        until: [real conversation]
        within: 1 working day
        missed:
          - tell: owner
"""
MORE = """      first attempt:
        until: [call logged, letter sent by a person]
        within: 30 working minutes
        warn: at 50 %
        missed:
          - tell: supervisor of owner
          - after: 30 working minutes
            assign: pool LDR
            not to: owner
      tries:
        at least: 3 attempts
        within: 2 working days
        until: [real conversation]
"""


@pytest.fixture
def firm(db: None) -> Iterator[SmallFirm]:
    with Driven(MONDAY) as clock:
        Firm.objects.update_or_create(pk=1, defaults={"name": "Reed", "zone": "Europe/London"})
        firm = SmallFirm(clock)
        assert FIRST_CONTACT in LEAD
        firm.publish(lead=LEAD.replace(FIRST_CONTACT, FIRST_CONTACT + MORE))
        yield firm


def accepted(firm: SmallFirm) -> Record:
    lead = firm.lead()
    assert firm.answer(has(lead), lead, LDR_decision="Accept") == "LAL"
    return lead


def has(lead: Record) -> User:
    lead.refresh_from_db()
    assert lead.owner is not None
    return lead.owner


def call(firm: SmallFirm, lead: Record, result: str = "no answer") -> None:
    firm.post(has(lead), f"/records/{lead.pk}/calls/", result=result)
    firm.work()


def rows(clock: str) -> list[tuple[str, str, int | None, int]]:
    found = MeasuredPromise.objects.filter(clock=clock).order_by("pk").select_related("owner")
    return [(one.result, str(one.owner), one.took_minutes, one.attempts) for one in found]


def test_s3_29_the_first_attempt_is_any_call_and_no_conversation(firm: SmallFirm) -> None:
    lead = accepted(firm)
    firm.pass_time(minutes=20)
    call(firm, lead, "left voicemail")
    assert rows("first attempt") == [(Result.KEPT, "Lin", 20, 1)]
    assert rows("first contact") == []


def test_s3_29_attempts_are_counted_until_there_are_enough(firm: SmallFirm) -> None:
    lead = accepted(firm)
    for hours in (0, 2, 3):
        assert rows("tries") == []
        firm.pass_time(hours=hours)
        call(firm, lead)
    assert rows("tries") == [(Result.KEPT, "Lin", 300, 3)]
    assert rows("first contact") == []


def test_s3_29_too_few_attempts_break_the_promise_unless_somebody_answered(
    firm: SmallFirm,
) -> None:
    lead = accepted(firm)
    call(firm, lead)
    firm.pass_time(days=2)
    assert rows("tries") == [(Result.MISSED, "Lin", None, 1)]
    call(firm, lead, "connected")
    assert [result for result, *_ in rows("tries")] == [Result.LATE]
    assert [result for result, *_ in rows("first contact")] == [Result.LATE]


def test_s3_30_breach_warns_then_tells_above_then_gives_it_to_another(firm: SmallFirm) -> None:
    lead = accepted(firm)
    first = has(lead)
    firm.pass_time(minutes=15)
    assert Notice.objects.filter(user=first, kind="clock warned").count() == 1
    firm.pass_time(minutes=15)
    assert Notice.objects.filter(user=first, kind="clock missed").exists()
    assert Notice.objects.filter(user=firm.mara, record=lead).exists()
    assert has(lead) == first
    firm.pass_time(minutes=30)
    second = has(lead)
    assert (str(first), str(second)) == ("Lin", "Lou")
    firm.pass_time(minutes=30)
    assert has(lead) == second  # once
    call(firm, lead)
    assert rows("first attempt") == [(Result.LATE, "Lin", 90, 1)]


def test_s3_29_across_zones_the_clock_goes_on_and_breaks_in_the_time_of_who_has_it(
    firm: SmallFirm,
) -> None:
    """Lin has spent 20 of 30 minutes; Sam's desk opens at 9:00 in New York, 14:00 in London."""
    lead = accepted(firm)
    firm.pass_time(minutes=20)
    assign(person(firm.mara), lead, owner=firm.sam)
    firm.clock.set(datetime(2026, 3, 2, 14, 9, tzinfo=UTC))
    firm.work()
    assert rows("first attempt") == []
    firm.pass_time(minutes=1)
    assert rows("first attempt") == [(Result.MISSED, "Sam", None, 0)]
    assert MeasuredPromise.objects.get(clock="first attempt").due_at == datetime(
        2026, 3, 2, 14, 10, tzinfo=UTC
    )


def test_s3_29_a_clock_may_begin_anew_with_whoever_gets_it(firm: SmallFirm) -> None:
    within = "        within: 30 working minutes\n"
    text = LEAD.replace(FIRST_CONTACT, FIRST_CONTACT + MORE)
    firm.publish(lead=text.replace(within, f"{within}        when reassigned: starts anew\n"))
    lead = accepted(firm)
    firm.pass_time(minutes=20)
    assign(person(firm.mara), lead, owner=firm.lou)
    firm.pass_time(minutes=20)
    assert rows("first attempt") == []
    call(firm, lead)
    assert rows("first attempt")[-1] == (Result.KEPT, "Lou", 20, 1)


def test_s3_29_figures_of_single_people_are_switched_off_in_the_settings(firm: SmallFirm) -> None:
    lead = accepted(firm)
    role = firm.dana.memberships.get().role
    for action in ("change firm settings", "everything"):
        Permission.objects.create(role=role, action=action, reach="all")
    page = firm.page(firm.dana, "/settings/firm/")
    assert 'name="shows_people"' in page
    assert "Lin" in firm.page(firm.mara, "/playbooks/funnel/statement/")
    given = {"name": "Reed", "zone": "Europe/London", "country": "GB", "currency": "GBP",
             "language": "en", "sender": "", "foot": ""}  # fmt: skip
    firm.post(firm.dana, "/settings/firm/", **given)  # the box is not ticked
    assert not Firm.objects.get().shows_people
    assert "Lin" not in firm.page(firm.mara, "/playbooks/funnel/statement/").split("<main")[1]
    assert has(lead) == firm.lin
