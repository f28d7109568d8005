"""Whether automation runs, and what would leave or happen if it were let go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Min, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from leadline.automation.holding import REASONS
from leadline.automation.models import SILENT_AFTER, Worker
from leadline.mail.models import Letter, State
from leadline.records.models import Record
from leadline.service.models import Errand
from leadline.work.models import Notice

COUNTED = 10_000


@dataclass(frozen=True)
class Waiting:
    """What waits of one kind. number: "12", "10,000+". oldest_at: since when the oldest waits."""

    what: str
    number: str
    oldest_at: datetime | None
    href: str


@dataclass(frozen=True)
class AutomationPage:
    """because: why it is held, "" while it runs. seen_at: None before its very first round."""

    because: str
    held_at: datetime | None
    seen_at: datetime | None
    is_silent: bool
    waiting: Sequence[Waiting]
    stuck: Sequence[Record]


def automation_page(now: datetime, stuck: QuerySet[Record]) -> AutomationPage:
    """stuck: the records that this person may see."""
    worker = Worker.objects.filter(pk=1).first() or Worker(pk=1)
    return AutomationPage(
        because=_(REASONS[worker.held_because]) if worker.held_because else "",
        held_at=worker.held_at,
        seen_at=worker.seen_at,
        is_silent=_is_silent(worker, now),
        waiting=[one for one in _waiting(now) if one.number != "0"],
        stuck=list(stuck.exclude(stuck="").order_by("-pk")[:50]),
    )


def worker_notice(now: datetime) -> SafeString | str:
    """The sentence that every page shows while automation is held or silent; "" while it runs."""
    worker = Worker.objects.filter(pk=1).first() or Worker(pk=1)
    if worker.held_because:
        said = _("Automation waits for a person: %(reason)s.")
        sentence = said % {"reason": _(REASONS[worker.held_because])}
    elif _is_silent(worker, now):
        sentence = _("Automation has been silent for two minutes. Nothing happens by itself.")
    else:
        return ""
    look = _("Look at what waits")
    return format_html('{} <a href="{}">{}</a>', sentence, reverse("automation"), look)


def _is_silent(worker: Worker, now: datetime) -> bool:
    return worker.seen_at is None or now - worker.seen_at > SILENT_AFTER


def _waiting(now: datetime) -> list[Waiting]:
    letters = Letter.objects.filter(state=State.WAITING, send_after__lte=now)
    records = Record.objects.filter(wake_at__lte=now, stuck="")
    errands = Errand.objects.filter(next_at__lte=now)
    notices = Notice.objects.filter(mailed_at=None)
    return [
        _counted(_("Letters that would leave"), letters, "send_after", reverse("letters")),
        _counted(_("Records whose playbook would act"), records, "wake_at", ""),
        _counted(_("Trials that would be opened or ended in a product"), errands, "next_at", ""),
        _counted(_("Notices that would be mailed to colleagues"), notices, "given_at", ""),
    ]


def _counted(what: str, rows: QuerySet[Any], by: str, href: str) -> Waiting:
    number = rows.order_by()[: COUNTED + 1].count()
    oldest = rows.aggregate(oldest=Min(by))["oldest"] if number else None
    return Waiting(what, f"{COUNTED:,}+" if number > COUNTED else f"{number:,}", oldest, href)
