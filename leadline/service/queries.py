"""Which trials leads have and had: loaders for many leads at once, and the errands of a person."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from leadline.parties.models import EmailAddress
from leadline.parties.normalise.emails import EmailKind, read_email
from leadline.records.models import Record
from leadline.service.models import BY_HAND, HAPPENED, RUNNING, Entitlement, Errand


def running_of(leads: Sequence[Record]) -> list[Entitlement | None]:
    """Loader: the trial that runs, or is being opened or ended, for each lead."""
    rows = Entitlement.objects.filter(lead__in=_ids(leads), state__in=RUNNING)
    found = {row.lead_id: row for row in rows.select_related("product", "record")}
    return [found.get(lead.pk) for lead in leads]


def last_of(leads: Sequence[Record]) -> list[Entitlement | None]:
    """Loader: the trial that was opened last for each lead, whatever became of it."""
    rows = Entitlement.objects.filter(lead__in=_ids(leads)).order_by("pk")
    found = {row.lead_id: row for row in rows}
    return [found.get(lead.pk) for lead in leads]


def had_before(leads: Sequence[Record]) -> list[bool]:
    """Loader: whether each lead's person, their company or its e-mail domain had a trial before."""
    return [bool(earlier) for earlier in earlier_trials(leads)]


def earlier_trials(leads: Sequence[Record]) -> list[list[Entitlement]]:
    """Per lead the trials that the same person, company or e-mail domain had, oldest first.

    Those before its own: what a colleague tries later says nothing about this one.
    """
    domains = domains_of(leads)
    rows: dict[int, Entitlement] = {}
    for asked in (  # one after the other: each finds its rows by an index, all at once would not
        {"record__person__in": {lead.person_id for lead in leads if lead.person_id}},
        {"record__company__in": {lead.company_id for lead in leads if lead.company_id}},
        {"domain__in": {domain for each in domains for domain in each if domain}},
    ):
        found = Entitlement.objects.filter(**asked, state__in=HAPPENED)
        rows.update((row.pk, row) for row in found.select_related("record", "product"))
    by: dict[tuple[str, object], list[Entitlement]] = defaultdict(list)
    for row in rows.values():
        by["person", row.record.person_id].append(row)
        by["company", row.record.company_id].append(row)
        by["domain", row.domain].append(row)
    return [_theirs(lead, own, by) for lead, own in zip(leads, domains, strict=True)]


def domains_of(leads: Sequence[Record]) -> list[list[str]]:
    """Loader: the domains of the corporate addresses of each lead's person."""
    rows = EmailAddress.objects.filter(
        person__in={lead.person_id for lead in leads if lead.person_id}, kind=EmailKind.CORPORATE
    ).order_by("pk")
    found: dict[int, list[str]] = defaultdict(list)
    for person, text in rows.values_list("person_id", "text"):
        address = read_email(text)
        found[person].append(address.registered or address.domain)
    return [found.get(lead.person_id or 0, []) for lead in leads]


def errands_by_key(leads: Sequence[Record]) -> list[dict[str, Errand]]:
    """Loader: what was asked for each lead, by the key of the effect that asked."""
    rows = Errand.objects.filter(entitlement__lead__in=_ids(leads)).exclude(finishes="")
    found: dict[int, dict[str, Errand]] = defaultdict(dict)
    for row in rows.select_related("entitlement__record", "entitlement__product"):
        found[row.entitlement.lead_id][row.key] = row
    return [found.get(lead.pk, {}) for lead in leads]


def extensions_of(leads: Sequence[Record]) -> list[bool]:
    """Loader: whether a longer run of the lead's trial is being carried out."""
    rows = Errand.objects.filter(
        entitlement__lead__in=_ids(leads), what=Errand.What.EXTEND, done_at=None, refused=""
    )
    extending = set(rows.values_list("entitlement__lead_id", flat=True))
    return [lead.pk in extending for lead in leads]


def errands_of(user_id: int) -> QuerySet[Errand]:
    """What a person has to open or end in a product by hand, the oldest first."""
    mine = Errand.objects.filter(BY_HAND, owner=user_id)
    about = mine.select_related("entitlement__lead", "entitlement__product")
    return about.order_by("asked_at", "pk")


def _theirs(
    lead: Record, domains: Iterable[str], by: dict[tuple[str, object], list[Entitlement]]
) -> list[Entitlement]:
    keys: list[tuple[str, object]] = [("domain", domain) for domain in domains if domain]
    if lead.person_id:
        keys.append(("person", lead.person_id))
    if lead.company_id:
        keys.append(("company", lead.company_id))
    found = {row.pk: row for key in keys for row in by.get(key, ())}
    own = min((pk for pk, row in found.items() if row.lead_id == lead.pk), default=None)
    return [found[pk] for pk in sorted(found) if own is None or pk < own]


def _ids(leads: Sequence[Record]) -> list[int]:
    return [lead.pk for lead in leads if lead.pk is not None]
