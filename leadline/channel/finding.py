"""Which partner a route means: who works on the company already, or who covers its region."""

from collections.abc import Mapping, Sequence

from django.db.models import Count, Q

from leadline.access.models import User
from leadline.channel.models import OPEN, Partner, PartnerLead, State
from leadline.conditions.catalogue import normalised
from leadline.parties.models import Company, Person
from leadline.playbooks.relations import relate
from leadline.records.models import Record

BY_COMPANY, BY_REGION = "partner of company", "partner of region"


def partners_of_company(records: Sequence[Record]) -> list[Partner | None]:
    """Loader: per record the partner who has an open lead of the same company; two queries.

    Nobody where that partner has given this very record back.
    """
    taken = taken_by({record.company_id for record in records if record.company_id})
    back = _gave_back(records)
    found = [taken.get(record.company_id or 0) for record in records]
    return [
        None if one is None or one.pk in back.get(record.pk, ()) else one
        for record, one in zip(records, found, strict=True)
    ]


def partners_of_region(records: Sequence[Record]) -> list[Partner | None]:
    """Loader: per record the active partner for its country and segment; five queries.

    The narrower one comes first, then who has fewest open leads, then who was there first. What
    another partner works on already is nobody's, and who has given it back does not get it again.
    """
    taken = taken_by({record.company_id for record in records if record.company_id})
    number = Count("leads", filter=Q(leads__state__in=OPEN))
    rows = Partner.objects.filter(is_active=True).select_related("manager", "company")
    partners = list(rows.annotate(number=number).order_by("number", "pk"))
    places, back = _places(records), _gave_back(records)
    return [
        None
        if record.company_id in taken
        else _narrowest(partners, place, back.get(record.pk, frozenset()))
        for record, place in zip(records, places, strict=True)
    ]


def taken_by(companies: set[int]) -> Mapping[int, Partner]:
    """The partner who works on each of the companies, of those that have one."""
    rows = PartnerLead.objects.filter(record__company__in=companies, state__in=OPEN)
    found = rows.select_related("partner__manager", "partner__company").order_by("-pk")
    return {
        company: row.partner
        for row, company in ((row, row.record.company_id) for row in found.select_related("record"))
        if company is not None
    }


def _gave_back(records: Sequence[Record]) -> Mapping[int, frozenset[int]]:
    """By record, the partners who have given it back since it came to its stage."""
    since = {record.pk: record.entered_at for record in records if record.pk}
    rows = PartnerLead.with_bin.filter(record__in=since, state=State.RETURNED)
    found: dict[int, frozenset[int]] = {}
    for record, partner, at in rows.values_list("record_id", "partner_id", "handed_at"):
        if at >= since[record]:
            found[record] = found.get(record, frozenset()) | {partner}
    return found


def _narrowest(
    partners: Sequence[Partner], place: tuple[str, str], but: frozenset[int]
) -> Partner | None:
    covering = [one for one in _covering(partners, *place) if one.pk not in but]
    return next(iter(sorted(covering, key=_breadth)), None)


def _covering(partners: Sequence[Partner], country: str, segment: str) -> list[Partner]:
    return [
        one
        for one in partners
        if (not one.countries or country in one.countries)
        and (not one.segment or normalised(one.segment) == segment)
    ]


def _breadth(partner: Partner) -> tuple[bool, bool]:
    return not partner.countries, not partner.segment


def _places(records: Sequence[Record]) -> list[tuple[str, str]]:
    """Country and segment as they are known of the person, else of the company."""
    people = Person.objects.in_bulk({one.person_id for one in records if one.person_id})
    companies = Company.objects.in_bulk({one.company_id for one in records if one.company_id})
    found = []
    for record in records:
        person, company = people.get(record.person_id or 0), companies.get(record.company_id or 0)
        country = (person.country if person else "") or (company.country if company else "")
        told = record.answers.get("segment") or (company.answers.get("segment") if company else "")
        found.append((country, normalised(str(told or ""))))
    return found


def _managers(partners: Sequence[Partner | None]) -> list[User | None]:
    return [partner.manager if partner else None for partner in partners]


relate(BY_COMPANY, lambda records: _managers(partners_of_company(records)))
relate(BY_REGION, lambda records: _managers(partners_of_region(records)))
