"""S3.1, S3.30: a lead goes to a channel partner, by hand or by a route, with clock and report."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client

from leadline.access.models import Firm, Permission, User
from leadline.channel.jobs import tell_late_partners, write_to_partners
from leadline.channel.models import Partner, PartnerLead, State
from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.core.models import Event
from leadline.leads.actions import open_leads
from leadline.leads.incoming import Door, Incoming
from leadline.parties.candidates import Candidate
from leadline.parties.models import Company
from leadline.records.models import Record
from leadline.work.models import Notice
from tests.stories.lead_firm import MONDAY
from tests.stories.small_firm import LEAD, SmallFirm

ROUTES = """
channel:
  - when: budget above 1,000
    to: pool Seller
  - to: the partner of company, else the partner of region, else pool Seller
"""
ROUTED = LEAD.replace("    owner: pool Seller\n", "    owner: route channel\n")


@pytest.fixture
def firm(db: None) -> Iterator[SmallFirm]:
    with Driven(MONDAY) as clock:
        Firm.objects.update_or_create(pk=1, defaults={"name": "Reed", "zone": "Europe/London"})
        firm = SmallFirm(clock)
        Firm.objects.update(sender="sales@reed.example", name="Reed & Co.")
        role = firm.dana.memberships.get().role
        for action in ("appoint partner", "change partner"):
            Permission.objects.create(role=role, action=action, reach="all")
        yield firm


def partner(firm: SmallFirm, name: str = "Nordic Steel", **more: object) -> Partner:
    """Made one on the page of its company."""
    company = Company.objects.create(name=name, name_key=name.casefold(), core=name.casefold())
    given = {
        "manager": firm.sam.pk, "contact": "Eva", "email": "leads@nordic.example",
        "language": "zh-hans", "within": "1 working day", "zone": "Asia/Shanghai",
        "country": "CN", "hours": "09:00–18:00", "is_active": "on", **more,
    }  # fmt: skip
    said = firm.post(firm.dana, f"/companies/{company.pk}/partner/", **given)  # type: ignore[arg-type]
    assert "Saved." in said
    return Partner.objects.get(company=company)


def hand(firm: SmallFirm, lead: Record, to: Partner, user: User | None = None) -> str:
    return firm.post(user or firm.mara, f"/leads/{lead.pk}/partner/", partner=str(to.pk))


def letters(firm: SmallFirm) -> list[str]:
    """The links that have been mailed."""
    write_to_partners(firm.clock.at)
    return [re.findall(r"https?://[^/]+(/\S+)", str(one.body))[0] for one in mail.outbox]


def answer(path: str, answer: str, words: str = "") -> tuple[int, str]:
    got = Client().post(path, {"answer": answer, "words": words}, follow=True)
    return got.status_code, " ".join(got.content.decode().split())


def told(lead: Record) -> list[str]:
    events = Event.objects.filter(stream=Record.stream, stream_id=lead.pk).order_by("seq")
    return [str(event) for event in events]


def test_s3_01_a_lead_is_handed_to_a_partner_who_answers_without_an_account(
    firm: SmallFirm,
) -> None:
    lead, nordic = firm.lead(stage="MQL"), partner(firm)
    owner = lead.owner
    assert "Nordic Steel has it now." in hand(firm, lead, nordic)
    [path] = letters(firm)
    [letter] = mail.outbox
    assert letter.to == ["leads@nordic.example"]
    assert "Ada" not in str(letter.body) + letter.subject
    assert "Eva" in str(letter.body)
    assert letters(firm) == [path]  # once
    page = Client().get(path).content.decode()
    assert "Ada Wong" in page
    assert "请" in page  # in their language
    assert PartnerLead.objects.get().state == State.WAITING  # to look changes nothing
    assert answer(path, "report", "Called")[0] == 422
    assert answer(path, "accept")[0] == 200
    assert answer(path, "report", "We met <b>Ada</b>")[0] == 200
    assert "&lt;b&gt;Ada" in Client().get(path).content.decode()
    assert answer(path, "won", "A first order")[0] == 410
    lead.refresh_from_db()
    assert lead.owner == owner  # it stayed ours
    assert told(lead)[-3:] == [
        "Nordic Steel accepted the lead",
        "Nordic Steel reports: We met <b>Ada</b>",
        "Nordic Steel has won it: A first order",
    ]
    news = Notice.objects.filter(user=owner, kind="noted").order_by("pk")
    assert [one.data["by"] for one in news] == ["Nordic Steel"] * 3
    assert news[0].data["text"] == "Nordic Steel accepted the lead"  # in the owner's language
    table = firm.page(firm.dana, "/partners/")
    assert "Nordic Steel" in table
    assert "1 of 1" in table


def test_s3_30_the_partners_clock_runs_in_their_own_working_time(firm: SmallFirm) -> None:
    """Monday 9:00 in London is 17:00 in Shanghai: a working day is until Tuesday 17:00 there."""
    lead, nordic = firm.lead(stage="MQL"), partner(firm)
    hand(firm, lead, nordic)
    stands = PartnerLead.objects.get()
    assert stands.due_at == MONDAY + timedelta(days=1)
    assert tell_late_partners(stands.due_at - timedelta(seconds=1)) == 0
    firm.clock.set(stands.due_at)
    assert tell_late_partners(firm.clock.at) == 1
    assert tell_late_partners(firm.clock.at) == 0
    assert told(lead)[-1].startswith("Nordic Steel has not answered by")
    assert Notice.objects.filter(user=lead.owner, kind="clock missed").count() == 1
    assert "should have answered by" in firm.page(firm.mara, f"/leads/{lead.pk}/")


def test_s3_01_a_partner_gives_it_back_with_a_reason_and_it_goes_to_another(
    firm: SmallFirm,
) -> None:
    lead, nordic, baltic = firm.lead(stage="MQL"), partner(firm), partner(firm, "Baltic")
    hand(firm, lead, nordic)
    [path] = letters(firm)
    assert answer(path, "return")[0] == 422  # not without a reason
    assert answer(path, "return", "Not our trade")[0] == 410
    assert told(lead)[-1] == "Nordic Steel gave the lead back: Not our trade"
    assert "Baltic has it now." in hand(firm, lead, baltic)
    assert answer(path, "accept")[0] == 410
    assert "with partner Baltic" in firm.page(firm.mara, f"/leads/{lead.pk}/")


def test_s3_01_of_two_partners_the_first_is_protected(firm: SmallFirm) -> None:
    lead, nordic, baltic = firm.lead(stage="MQL"), partner(firm), partner(firm, "Baltic")
    again = firm.lead("Bo Wong", stage="MQL")  # of the same company
    assert again.company_id == lead.company_id is not None
    hand(firm, lead, nordic)
    assert "stands with a partner already" in hand(firm, lead, baltic)
    assert "Nordic Steel works on this company already" in hand(firm, again, baltic)
    assert "Nordic Steel has it now." in hand(firm, again, nordic)
    with pytest.raises(IntegrityError), transaction.atomic():
        PartnerLead.objects.create(
            record=lead, partner=baltic, nonce="x", handed_at=MONDAY, due_at=MONDAY
        )
    firm.post(firm.mara, f"/leads/{lead.pk}/partner/withdrawal/", reason="They sleep")
    firm.post(firm.mara, f"/leads/{again.pk}/partner/withdrawal/", reason="They sleep")
    assert "Baltic has it now." in hand(firm, lead, baltic)


def from_(firm: SmallFirm, country: str, name: str, company: str) -> Record:
    """Somebody of that country asks, and sales is to have them."""
    one = Candidate(
        name=name, company=company, country=country, emails=(f"{name[:2]}@{company[:2]}.example",)
    )
    door = Door(firm.version, "Lead status", stage="MQL")
    [made] = open_leads(AUTOMATION, None, door=door, incoming=[Incoming(one, "Fair")])
    firm.work()
    return Record.objects.get(pk=made.record.pk)


def test_s3_01_the_ladder_hands_it_to_whoever_works_on_it_or_covers_its_region(
    firm: SmallFirm,
) -> None:
    firm.publish(lead=ROUTED, routes=ROUTES)
    partner(firm, countries=["FR"])
    partner(firm, "Baltic", countries=["EE", "SE"])
    partner(firm, "Anywhere", segment="Wire")

    def stands_with(lead: Record) -> str:
        assert str(lead.owner) == "Sam"
        return str(getattr(PartnerLead.objects.filter(record=lead).first(), "partner", ""))

    assert stands_with(from_(firm, "DE", "Ada Wong", "Wong Steel")) == ""
    lead = from_(firm, "SE", "Cy Dale", "Dale Works")
    assert stands_with(lead) == "Baltic"
    page = firm.page(firm.sam, f"/leads/{lead.pk}/")
    assert "With partner Baltic" in page
    assert "Meant by name: Sam." in page
    assert stands_with(from_(firm, "", "Di Dale", "Dale Works")) == "Baltic"  # first come
    assert stands_with(from_(firm, "FR", "Ed Fell", "Fell Tools")) == "Nordic Steel"
    assert len(letters(firm)) == 3


ANSWERS = """    while here:
      - on: partner returned
        when: channel partner unknown
        tell: supervisor of owner
"""


def test_s3_01_a_playbook_hears_what_the_partner_says(firm: SmallFirm) -> None:
    owner = "    owner: pool Seller\n"
    firm.publish(lead=LEAD.replace(owner, owner + ANSWERS))
    lead, nordic = firm.lead(stage="MQL"), partner(firm)
    hand(firm, lead, nordic)
    [path] = letters(firm)
    answer(path, "return", "Not our trade")
    assert not Notice.objects.filter(user=firm.dana, record=lead).exists()
    firm.work()
    assert Notice.objects.filter(user=firm.dana, record=lead, kind="told").exists()


def test_a_stranger_gets_nothing(firm: SmallFirm) -> None:
    lead, nordic = firm.lead(stage="MQL"), partner(firm)
    hand(firm, lead, nordic)
    [path] = letters(firm)
    number, seal = path.strip("/").split("/")[-1].split(".")
    wrong = [
        f"{number}.{seal[:-1]}x",
        f"{int(number) + 1}.{seal}",
        number,
        f"-1.{seal}",
        "x.y",
        "9" * 30,
    ]
    for token in wrong:
        assert Client().get(f"/partner/{token}/").status_code == 410
        assert Client().post(f"/partner/{token}/", {"answer": "accept"}).status_code == 410
    assert answer(path, "explode")[0] == 422
    assert Client(enforce_csrf_checks=True).post(path, {"answer": "accept"}).status_code == 403
    assert answer(path, "return", "x" * 1001)[0] == 422
    for _ in range(40):
        status = answer(path, "nothing")[0]
    assert status == 429
    assert PartnerLead.objects.get().state == State.WAITING


def test_only_who_may_makes_partners_and_hands_over(firm: SmallFirm) -> None:
    lead, nordic = firm.lead(stage="MQL"), partner(firm)
    firm.page(firm.sam, f"/companies/{nordic.company_id}/partner/", 403)
    firm.sam.memberships.get().role.permissions.filter(action="ordinary work").delete()
    assert "does not include this" in hand(firm, lead, nordic, firm.sam)
    assert "Hand it to a partner" not in firm.page(firm.sam, f"/leads/{lead.pk}/")
    assert not PartnerLead.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"hours": "never"}, {"hours": ""}, {"email": "x"}, {"within": "1 second"}]
)
def test_what_is_no_partner_is_said_beside_it(firm: SmallFirm, wrong: dict[str, str]) -> None:
    nordic = partner(firm)
    client = Client()
    client.force_login(firm.dana)
    given = {"manager": firm.sam.pk, "email": "a@b.example", "language": "en",
             "within": "1 working day", "zone": "Europe/London", "hours": "09:00–17:00",
             **wrong}  # fmt: skip
    assert client.post(f"/companies/{nordic.company_id}/partner/", given).status_code == 422
    nordic.refresh_from_db()
    assert nordic.hours == "09:00–18:00"
