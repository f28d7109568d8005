"""Whether automation runs, and what would leave or happen if it were let go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leadline.automation.forecast import forecast
from leadline.automation.holding import REASONS
from leadline.automation.models import SILENT_AFTER, HeldStep, Worker
from leadline.mail.models import Hold, Letter, State
from leadline.playbooks.definition import WhenLate
from leadline.playbooks.explain.speaker import Speaker
from leadline.records.models import Record
from leadline.service.models import Errand
from leadline.work.models import TO_MAIL, Notice
from leadline.workspace.queries.steps import spoken_act
from leadline.workspace.reading import language, speaker_of

COUNTED = 10_000


@dataclass(frozen=True)
class Waiting:
    """What waits of one kind. number: "12", "10,000+". oldest_at: since when the oldest waits."""

    what: str
    number: str
    oldest_at: datetime | None
    href: str


@dataclass(frozen=True)
class Foreseen:
    """An act that would follow. fate: what becomes of those that are late, "" where none is."""

    act: str
    number: int
    oldest_at: datetime
    fate: str


@dataclass(frozen=True)
class Late:
    """Letters or steps of one kind that somebody has to decide about. what: names the kind."""

    what: str
    label: str
    number: int
    oldest_at: datetime


@dataclass(frozen=True)
class AutomationPage:
    """because: why it is held, "" while it runs. seen_at: None before its very first round.

    foreseen: what the first of the records that are due would do; told only while it is held.
    """

    because: str
    held_at: datetime | None
    seen_at: datetime | None
    is_silent: bool
    waiting: Sequence[Waiting]
    foreseen: Sequence[Foreseen]
    letters: Sequence[Late]
    steps: Sequence[Late]
    stuck: Sequence[Record]


def automation_page(now: datetime, seen: QuerySet[Record]) -> AutomationPage:
    """seen: the records that this person may see."""
    worker = Worker.objects.filter(pk=1).first() or Worker(pk=1)
    return AutomationPage(
        because=_(REASONS[worker.held_because]) if worker.held_because else "",
        held_at=worker.held_at,
        seen_at=worker.seen_at,
        is_silent=_is_silent(worker, now),
        waiting=[one for one in _waiting(now) if one.number != "0"],
        foreseen=_foreseen(now) if worker.is_held else (),
        letters=_by_kind(late_letters(seen), "template", "send_after"),
        steps=_by_kind(open_steps(seen), "what", "due_at"),
        stuck=list(seen.exclude(stuck="").order_by("-pk")[:50]),
    )


def late_letters(seen: QuerySet[Record], template: str | None = None) -> QuerySet[Letter]:
    """Letters that came too late to leave by themselves; of one template if one is named."""
    rows = Letter.objects.filter(state=State.HELD, held_for=Hold.LATE, record__in=seen)
    rows = rows if template is None else rows.filter(template=template)
    return rows.select_related("record").order_by("send_after", "pk")


def open_steps(seen: QuerySet[Record], what: str | None = None) -> QuerySet[HeldStep]:
    """Steps that automation held back; of one act if one is named."""
    rows = HeldStep.objects.filter(record__in=seen, task__done_at=None, task__withdrawn_at=None)
    rows = rows if what is None else rows.filter(what=what)
    return rows.select_related("record", "task").order_by("due_at", "pk")


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
    notices = Notice.objects.filter(TO_MAIL)
    return [
        _counted(_("Letters that would leave"), letters, "send_after", reverse("letters")),
        _counted(_("Records whose playbook would act"), records, "wake_at", ""),
        _counted(_("Trials that would be opened or ended in a product"), errands, "next_at", ""),
        _counted(_("Notices that would be mailed to colleagues"), notices, "given_at", ""),
    ]


def _foreseen(now: datetime) -> list[Foreseen]:
    return [
        Foreseen(
            act=_act(one.verb, one.object, speaker_of(one.version_id)),
            number=one.number,
            oldest_at=one.oldest_at,
            fate=_fate(one.when_late, one.late) if one.late else "",
        )
        for one in forecast(now)
    ]


def _fate(when_late: WhenLate, number: int) -> str:
    if when_late is WhenLate.ASK:
        said = ngettext(
            "%(n)s is late and asked about first",
            "%(n)s are late and asked about first",
            number,
        )
    elif when_late is WhenLate.SKIP:
        said = ngettext("%(n)s is late and skipped", "%(n)s are late and skipped", number)
    else:
        return ""
    return said % {"n": number}


def _act(verb: str, object: str, speaker: Speaker) -> str:
    if verb == "go to":
        return speaker.say("go", stage=speaker.word(object))
    return spoken_act(f"{verb} {object}".strip(), speaker)


def _by_kind(rows: QuerySet[Any], kind: str, by: str) -> list[Late]:
    """One row per kind, the oldest first; said in the words of a playbook that has it."""
    grouped = (
        rows.order_by()
        .values(kind)
        .annotate(number=Count("pk"), oldest_at=Min(by), version=Max("record__version"))
    )
    found = []
    for one in grouped.order_by("oldest_at"):
        speaker = speaker_of(one["version"]) if one["version"] else None
        found.append(
            Late(
                what=one[kind],
                label=_kind_label(kind, one[kind], speaker),
                number=one["number"],
                oldest_at=one["oldest_at"],
            )
        )
    return found


def _kind_label(kind: str, name: str, speaker: Speaker | None) -> str:
    """A letter by its subject, a step by what it does."""
    if kind == "what":
        return spoken_act(name, speaker)
    letter = speaker.playbook.letters.get(name) if speaker else None
    subjects = letter.subjects if letter else {}
    return subjects.get(language()) or next(iter(subjects.values()), name) or _("Written by hand")


def _counted(what: str, rows: QuerySet[Any], by: str, href: str) -> Waiting:
    number = rows.order_by()[: COUNTED + 1].count()
    oldest = rows.aggregate(oldest=Min(by))["oldest"] if number else None
    return Waiting(what, f"{COUNTED:,}+" if number > COUNTED else f"{number:,}", oldest, href)
