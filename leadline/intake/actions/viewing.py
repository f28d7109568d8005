"""Page views of leads on the firm's own site: kept as counts, and told in batches.

A million views make as many rows as there are leads, days and pages, and one event for each visit.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access.policy import let
from leadline.core.actions import action
from leadline.core.actor import ActorKind
from leadline.core.batch import Batch
from leadline.intake import events
from leadline.intake.models import Door, PageView
from leadline.intake.queries import today
from leadline.parties.actions.contacting import give_basis
from leadline.parties.contact import basis_for
from leadline.parties.models import BasisKind, Channel
from leadline.records.models import Record

QUIET = timedelta(minutes=30)  # after the last view a visit is over
MOST_A_DAY = 500  # views of one lead; more is no person who reads
MOST_PAGES = 50  # of one lead on one day
SHOWN = 5  # pages that the timeline names
UNTOLD = PageView.objects.filter(told__lt=F("number"))


@action(_("count page views"), _("Counts the pages of our site that a lead has viewed."))
def count_page_views(
    batch: Batch, record: Record, *, door: Door, views: Mapping[str, int], wording: str
) -> int:
    """How many were kept. Whoever has refused is not counted; what is agreed to is kept once.

    views: by page. wording: what the visitor agreed to on the site, kept as the proof.
    """
    person = record.person
    if person is None:
        return 0
    standing = basis_for([person], Channel.WEB)[0]
    if standing.refused:
        return 0
    if standing.kind is not BasisKind.CONSENT:
        _agree(batch, record, door, wording)
    day = today()
    rows = {one.page: one for one in PageView.objects.filter(record=record, door=door, day_on=day)}
    left, kept = MOST_A_DAY - sum(one.number for one in rows.values()), 0
    for page, number in views.items():
        taken = min(number, left - kept)
        if taken <= 0 or (page not in rows and len(rows) >= MOST_PAGES):
            continue
        if page not in rows:
            rows[page] = batch.add(
                PageView(door=door, record=record, page=page, day_on=day, last_at=batch.now)
            )
        batch.change(rows[page], number=rows[page].number + taken, last_at=batch.now)
        kept += taken
    return kept


def _agree(batch: Batch, record: Record, door: Door, wording: str) -> None:
    [person] = batch.lock([record.person] if record.person else [])
    proof = gettext("Agreed on the website “%(site)s”, which then told of page views")
    give_basis.function(
        batch,
        person,
        channel=Channel.WEB,
        kind=BasisKind.CONSENT,
        wording=wording,
        proof=proof % {"site": door.name},
    )


@action(
    _("tell page views"),
    _("Puts the page views of visits that are over on the timeline."),
    events=(events.PAGES_VIEWED,),
)
def tell_page_views(batch: Batch, subject: None, *, most: int) -> int:
    """How many leads were told of; one event each, which counts as one doing for their score."""
    over = batch.now - QUIET
    due = views_over(batch.now).order_by("last_at").values_list("record_id", flat=True)
    ids = sorted(set(due[:most]))
    rows: dict[int, list[PageView]] = defaultdict(list)
    records = batch.lock([Record(pk=pk) for pk in ids])
    for one in UNTOLD.filter(record__in=ids).order_by("pk"):
        rows[one.record_id].append(one)
    told = 0
    for record in records:
        if all(one.last_at <= over for one in rows[record.pk]):
            _tell(batch, record, rows[record.pk])
            told += 1
    return told


def views_over(now: datetime) -> QuerySet[PageView]:
    """Those to be told whose visit is over; a visit that goes on keeps nobody else waiting."""
    later = UNTOLD.filter(record=OuterRef("record"), last_at__gt=now - QUIET)
    return UNTOLD.filter(~Exists(later), last_at__lte=now - QUIET)


def _tell(batch: Batch, record: Record, rows: Sequence[PageView]) -> None:
    pages: dict[str, int] = defaultdict(int)
    for one in rows:
        pages[one.page] += one.number - one.told
        batch.change(one, told=one.number)
    order = sorted(pages.items(), key=lambda one: (-one[1], one[0]))
    named = [page if number == 1 else f"{page} × {number}" for page, number in order[:SHOWN]]
    named += ["…"] if len(order) > SHOWN else []
    batch.happened(
        record,
        events.PAGES_VIEWED,
        occurred_at=max(one.last_at for one in rows),
        pages=", ".join(named),
        number=sum(pages.values()),
    )


let(ActorKind.CUSTOMER, "count page views")
