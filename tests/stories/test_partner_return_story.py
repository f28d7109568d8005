"""S3.25, S3.29: what a partner gives back is routed again; the statement tells of their time."""

import re

from leadline.channel.models import PartnerLead, State
from tests.stories.small_firm import SmallFirm
from tests.stories.test_partner_story import (
    ROUTED,
    ROUTES,
    answer,
    firm,
    from_,
    hand,
    letters,
    partner,
    told,
)

__all__ = ["firm"]  # the fixture


def test_s3_25_what_a_partner_gives_back_goes_through_the_route_without_them(
    firm: SmallFirm,
) -> None:
    firm.publish(lead=ROUTED, routes=ROUTES)
    partner(firm, countries=["SE"])
    partner(firm, "Baltic", countries=["EE", "SE"])
    lead = from_(firm, "SE", "Cy Dale", "Dale Works")
    [path] = letters(firm)
    first = PartnerLead.objects.get().partner
    assert answer(path, "return", "Too far")[0] == 410
    stands = PartnerLead.objects.get(state=State.WAITING)
    assert stands.partner != first  # Sam looks after both: it is his still, and with the other
    lead.refresh_from_db()
    assert str(lead.owner) == "Sam"
    assert told(lead)[-1].startswith(f"With partner {stands.partner}, who answers by")
    path = letters(firm)[-1]
    answer(path, "accept")
    assert answer(path, "return", "Nobody is there")[0] == 410
    assert not PartnerLead.objects.filter(state__in=["waiting", "accepted"]).exists()
    lead.refresh_from_db()
    assert str(lead.owner) == "Sam"  # the last rung is the pool of sellers
    firm.work()
    assert PartnerLead.objects.count() == 2  # each was asked once


def test_s3_25_another_lead_of_the_company_goes_to_them_nevertheless(firm: SmallFirm) -> None:
    """Back is back for that lead alone, and what stands with a partner is nobody else's."""
    firm.publish(lead=ROUTED, routes=ROUTES)
    nordic = partner(firm, countries=["SE"])
    partner(firm, "Baltic", countries=["SE"])
    first = from_(firm, "SE", "Cy Dale", "Dale Works")
    second = from_(firm, "SE", "Di Dale", "Dale Works")
    assert set(PartnerLead.objects.values_list("partner", flat=True)) == {nordic.pk}
    path = dict(zip([first.pk, second.pk], letters(firm), strict=True))[second.pk]
    answer(path, "return", "Not her")
    assert not PartnerLead.objects.filter(record=second, state=State.WAITING).exists()
    assert PartnerLead.objects.filter(record=first, state=State.WAITING).exists()


def test_s3_25_what_was_handed_by_hand_stays_where_no_rule_leads_to_partners(
    firm: SmallFirm,
) -> None:
    lead, nordic = firm.lead(stage="MQL"), partner(firm)
    partner(firm, "Baltic")
    hand(firm, lead, nordic)
    [path] = letters(firm)
    answer(path, "return", "Not our trade")
    firm.work()
    assert not PartnerLead.objects.filter(state=State.WAITING).exists()


def test_s3_29_the_statement_of_a_month_counts_how_partners_kept_their_time(
    firm: SmallFirm,
) -> None:
    nordic, baltic = partner(firm), partner(firm, "Baltic", zone="Europe/London", country="GB")
    companies = ("Wong Steel", "Dale Works", "Fell Tools", "Gill Mills", "Hay Wire")
    leads = [firm.lead(f"{name[:2]} Lead", stage="MQL", company=name) for name in companies]
    for number, lead in enumerate(leads):
        hand(firm, lead, nordic if number < 3 else baltic)
    kept, late, *_others = letters(firm)
    firm.clock.advance(minutes=30)  # 17:30 in Shanghai, of 18:00
    answer(kept, "accept")
    firm.post(firm.mara, f"/leads/{leads[3].pk}/partner/withdrawal/", reason="Our own")
    firm.clock.advance(days=1)
    answer(late, "return", "Too late for us")
    table = statement(firm.page(firm.mara, "/playbooks/funnel/statement/?month=2026-03"))
    assert table["Everybody"] == ["1", "1", "2", "25 %", "300 min", "1"]
    assert table["Nordic Steel"][:3] == ["1", "1", "1"]
    assert table["Baltic"][:3] == ["0", "0", "1"]
    before = firm.page(firm.mara, "/playbooks/funnel/statement/?month=2026-02")
    assert "Partners accept" not in before


def statement(page: str) -> dict[str, list[str]]:
    """What stands in the table of partners, by row."""
    body = page.split("Partners accept or give back what they get")[1].split("</tbody>")[0]
    rows = [re.findall(r">\s*([^<>]*?)\s*</t[hd]>", row) for row in body.split("<tr")[2:]]
    return {row[0]: row[1:] for row in rows}
