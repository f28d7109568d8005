"""A product reports who used it: sign-ins are totals, so that a report told twice is harmless."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext_noop as _

from leadline.access.policy import let
from leadline.core.actions import action
from leadline.core.actor import ActorKind
from leadline.core.batch import Batch
from leadline.parties.models import EmailAddress
from leadline.parties.normalise.emails import read_email
from leadline.records.answers import kept
from leadline.records.cause import Cause
from leadline.records.models import Record
from leadline.service import events
from leadline.service.errands import told
from leadline.service.models import RUNNING, Entitlement, Product
from leadline.service.reports import Fate, Report, Taken


@action(
    _("report usage"),
    _("Notes how often a customer has signed in to a product, and when they were last seen."),
    changes=("trial sign-ins", "trial last seen"),
    events=(events.USED, events.USED_AGAIN),
)
def report_usage(batch: Batch, product: Product, *, reports: Sequence[Report]) -> list[Taken]:
    """What became of each report, in their order; a constant number of queries.

    A report that says no more than is known changes nothing; neither does one of an unknown trial.
    """
    found = _trials_of(product, reports)
    trials = _locked(batch, {pk for pk in found if pk is not None})
    return [
        Taken(Fate.UNKNOWN) if pk is None else _take(batch, trials[pk], report)
        for pk, report in zip(found, reports, strict=True)
    ]


def _take(batch: Batch, trial: Entitlement, report: Report) -> Taken:
    before, seen_before = trial.sign_ins, trial.seen_at
    sign_ins = max(before, report.sign_ins)
    seen_at = max(filter(None, (seen_before, report.seen_at)), default=None)
    if (sign_ins, seen_at) == (before, seen_before):
        return Taken(Fate.UNCHANGED, trial.pk)
    batch.change(trial, sign_ins=sign_ins, seen_at=seen_at)
    if sign_ins > before:
        data = {
            "product": str(trial.product),
            "sign_ins": sign_ins,
            "seen_at": seen_at,
            "was": {"trial last seen": kept(seen_before)},
        }
        if before:
            told(batch, trial, events.USED_AGAIN, Cause(at=batch.now), before=before, **data)
        else:
            told(batch, trial, events.USED, Cause(at=batch.now), **data)
    return Taken(Fate.TAKEN, trial.pk)


def _trials_of(product: Product, reports: Sequence[Report]) -> list[int | None]:
    """Per report the trial of this product that it is about; two queries."""
    rows = Entitlement.objects.filter(product=product.pk)
    numbers = {report.trial for report in reports if report.trial is not None}
    known = set(rows.filter(pk__in=numbers).values_list("pk", flat=True))
    by_account = _by_account(rows, {report.account for report in reports if report.account})
    return [
        (report.trial if report.trial in known else None)
        if report.trial is not None
        else by_account.get(report.account)
        for report in reports
    ]


def _by_account(rows: "QuerySet[Entitlement]", accounts: set[str]) -> dict[str, int]:
    """Per account, which is an e-mail address, the trial that runs for it, else its last one."""
    hashes = {account: read_email(account).hash for account in accounts}
    theirs = EmailAddress.objects.filter(hash__in={one for one in hashes.values() if one})
    people = dict(theirs.values_list("hash", "person_id"))
    best: dict[int | None, tuple[bool, int]] = {}
    trials = rows.filter(record__person__in=set(people.values()))
    for who, pk, state in trials.values_list("record__person_id", "pk", "state"):
        best[who] = max(best.get(who, (False, 0)), (state in RUNNING, pk))
    owners = {account: people.get(hash_) for account, hash_ in hashes.items()}
    return {account: best[who][1] for account, who in owners.items() if who in best}


def _locked(batch: Batch, ids: set[int]) -> dict[int, Entitlement]:
    """The trials by number; the histories of themselves and of their leads are locked first."""
    pairs = Entitlement.objects.filter(pk__in=ids).values_list("pk", "lead_id")
    batch.lock([Record(pk=pk) for pair in pairs for pk in pair])
    rows = Entitlement.objects.select_for_update(of=("self",)).filter(pk__in=ids)
    return {row.pk: row for row in rows.select_related("record", "lead", "product").order_by("pk")}


let(ActorKind.MACHINE, "report usage")
