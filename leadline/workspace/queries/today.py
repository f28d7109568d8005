"""A person's day: what is on the clock, what is to be done, and what is needed to do it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leadline.access.actor import person
from leadline.access.models import User
from leadline.access.policy import may, visible
from leadline.core.numbers import number_in
from leadline.leads.score.review import Due, overdue_reviews
from leadline.playbooks.explain.speaker import Speaker
from leadline.records.models import Record
from leadline.service.models import Errand
from leadline.service.queries import errands_of
from leadline.work.models import Task, TaskKind
from leadline.work.queries import (
    PromiseRow,
    TaskRow,
    promise_of_today,
    task_of_today,
    todays_work,
)
from leadline.workspace.queries.inbox import NoticeRow, row_of
from leadline.workspace.queries.lead import ring_state
from leadline.workspace.queries.panel import Panel, panel_of
from leadline.workspace.queries.reasons import why_here
from leadline.workspace.queries.scores import ScoreMark, score_marks
from leadline.workspace.queries.steps import spoken_act, spoken_reason
from leadline.workspace.queries.waiting import remember_waiting
from leadline.workspace.reading import speaker_of

ERRANDS = 50


@dataclass(frozen=True)
class Item:
    """One row: what to do, for whom, why it is here. key: names it in the address of the page.

    left: per cent of its time, None where no clock runs. button: what its action is called.
    score: of the lead, if it has one.
    """

    key: str
    record_id: int
    title: str
    reason: str
    button: str
    icon: str
    due_at: datetime | None = None
    left: int | None = None
    ring: str = ""
    tag: str = ""
    here: bool = False
    score: ScoreMark | None = None


@dataclass(frozen=True)
class Section:
    """Rows under one heading."""

    heading: str
    items: Sequence[Item]


@dataclass(frozen=True)
class TodayPage:
    """headline, sentence: how much there is and what comes first. panel: of the chosen row.

    reviews: scores that somebody should compare with what came of the leads.
    """

    headline: str
    sentence: str
    sections: Sequence[Section]
    notices: Sequence[NoticeRow]
    number_of_notices: str
    panel: Panel | None
    is_empty: bool = field(default=False)
    reviews: Sequence[Due] = ()


def today_page(user: User, now: datetime, chosen: str = "") -> TodayPage:
    """chosen: the key of a row; the first one where there is no such row."""
    work = todays_work(user, now)
    errands = list(errands_of(user.pk)[:ERRANDS])
    versions = _versions(work.promises, work.tasks)
    promises = [_promise(one, versions, now) for one in work.promises]
    tasks = [_task(one, versions, now) for one in work.tasks]
    clock = sorted([*promises, *(one for one in tasks if one.due_at)], key=_due)
    sections = [
        Section(_("On the clock"), clock),
        Section(_("Decisions"), _undated(tasks, "shield-check")),
        Section(_("Today"), [one for one in _undated(tasks) if one.icon != "shield-check"]),
        Section(_("In the product, by hand"), [_errand(one) for one in errands]),
    ]
    items = [one for section in sections for one in section.items]
    here = next((one for one in items if one.key == chosen), items[0] if items else None)
    count = _sum(work.number_of_promises, work.number_of_tasks, str(len(errands)))
    remember_waiting(user, count)
    scores = score_marks((one.record_id for one in items), now)
    return TodayPage(
        headline=_headline(count, now),
        sentence=_sentence(clock, now),
        sections=[_marked(one, here, scores) for one in sections if one.items],
        notices=[row_of(one) for one in work.notices],
        number_of_notices=work.number_of_notices,
        panel=_panel(user, here, now),
        is_empty=not items,
        reviews=overdue_reviews(now) if may(person(user), "review score") else (),
    )


def panel_of_today(user: User, key: str, now: datetime) -> Panel | None:
    """What stands beside one row; beside the first one where there is no such row."""
    item = _item(user, key, now)
    return _panel(user, item, now) if item else today_page(user, now).panel


def _item(user: User, key: str, now: datetime) -> Item | None:
    kind, pk = key[:1], number_in(key[1:]) or 0
    promises = promise_of_today(user, pk, now) if kind == "r" else []
    tasks = task_of_today(user, pk, now) if kind == "t" else []
    errands = list(errands_of(user.pk).filter(pk=pk)) if kind == "e" else []
    versions = _versions(promises, tasks)
    found = [
        *(_promise(one, versions, now) for one in promises),
        *(_task(one, versions, now) for one in tasks),
        *map(_errand, errands),
    ]
    return found[0] if found else None


def _panel(user: User, here: Item | None, now: datetime) -> Panel | None:
    if here is None:
        return None
    rows = Record.objects.select_related("person__company", "company", "owner", "version")
    record = visible(user, rows).filter(pk=here.record_id).first()
    if record is None:
        mine = Task.objects.filter(assignee=user, record=here.record_id).exists()
        record = rows.filter(pk=here.record_id).first() if mine else None
    return panel_of(record, user, here.key, here.title, now) if record else None


def _marked(section: Section, here: Item | None, scores: Mapping[int, ScoreMark]) -> Section:
    """The one that is chosen, and what each lead scores."""
    key = here.key if here else ""
    found = [
        replace(item, here=item.key == key, score=scores.get(item.record_id))
        for item in section.items
    ]
    return Section(section.heading, found)


def _promise(row: PromiseRow, versions: dict[int, int], now: datetime) -> Item:
    speaker = speaker_of(versions[row.record_id]) if row.record_id in versions else None
    stage = speaker.word(row.stage) if speaker else row.stage
    promise = speaker.word(row.promise) if speaker else row.promise
    return Item(
        key=f"r{row.record_id}",
        record_id=row.record_id,
        title=row.title,
        reason=_("%(promise)s. It stands at “%(stage)s”.") % {"promise": promise, "stage": stage},
        button=_("Get in touch"),
        icon="phone",
        due_at=row.due_at,
        left=row.left,
        ring=ring_state(row.left, late=row.is_late),
        tag=in_words(row.due_at, now),
    )


def _task(row: TaskRow, versions: dict[int, int], now: datetime) -> Item:
    task = row.task
    speaker = speaker_of(versions[row.record_id]) if row.record_id in versions else None
    heading = _heading(row, speaker)
    goal = spoken_reason(task.goal, speaker)
    names = {"heading": heading, "about": row.about}
    decides = task.kind == TaskKind.DECIDE
    due = {
        "due_at": task.due_at,
        "left": row.left,
        "ring": ring_state(row.left or 0, late=row.is_late),
        "tag": in_words(task.due_at, now) if task.due_at else "",
    }
    return Item(
        key=f"t{row.pk}",
        record_id=row.record_id,
        title=_("%(heading)s: %(about)s") % names,
        reason=row.blocked or goal or why_here(row, speaker),
        button=_("Decide")
        if decides or task.kind == TaskKind.RETRY
        else _("Call")
        if task.kind == TaskKind.CALL
        else _("Do it"),
        icon="shield-check" if decides else "phone" if task.kind == TaskKind.CALL else "check",
        **(due if task.due_at else {}),  # type: ignore[arg-type]
    )


def _heading(row: TaskRow, speaker: Speaker | None) -> str:
    if row.task.kind == TaskKind.RETRY:
        return _("Not done by itself: %(act)s") % {"act": spoken_act(row.task.title, speaker)}
    return speaker.word(row.heading) if speaker else row.heading


def _errand(errand: Errand) -> Item:
    names = {"product": errand.entitlement.product, "about": errand.entitlement.lead.title}
    titles = {
        Errand.What.OPEN: _("Open the trial in %(product)s: %(about)s"),
        Errand.What.EXTEND: _("Extend the trial in %(product)s: %(about)s"),
        Errand.What.END: _("End the trial in %(product)s: %(about)s"),
    }
    since = date_format(localtime(errand.asked_at), "SHORT_DATETIME_FORMAT")
    return Item(
        key=f"e{errand.pk}",
        record_id=errand.entitlement.lead_id,
        title=titles[Errand.What(errand.what)] % names,
        reason=_("Asked for %(since)s. Nobody is told before it is ticked.") % {"since": since},
        button=_("Tick"),
        icon="key-round",
    )


def in_words(due_at: datetime, now: datetime) -> str:
    """How long there is still time, in the largest unit that fits."""
    minutes = int(abs((due_at - now).total_seconds()) // 60)
    if minutes < 60:
        text = ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    elif minutes < 48 * 60:
        hours = minutes // 60
        text = ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    else:
        days = minutes // (24 * 60)
        text = ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
    return _("%(time)s late") % {"time": text} if due_at <= now else text


def _headline(count: str, now: datetime) -> str:
    day = date_format(localtime(now), "l")
    if count == "0":
        return _("%(day)s, and nothing waits for you") % {"day": day}
    if count == "1":
        return _("%(day)s, and one thing is yours") % {"day": day}
    return _("%(day)s, and %(count)s things are yours") % {"day": day, "count": count}


def _sentence(clock: Sequence[Item], now: datetime) -> str:
    if not clock:
        return _("Nothing is on the clock.")
    first = clock[0]
    assert first.due_at is not None
    number = len(clock)
    on = ngettext("%(n)s is on the clock.", "%(n)s are on the clock.", number) % {"n": number}
    if first.due_at <= now:
        late = sum(1 for one in clock if one.due_at and one.due_at <= now)
        told = ngettext("%(n)s is late.", "%(n)s are late.", late) % {"n": late}
    else:
        told = _("The first one is due in %(time)s.") % {"time": in_words(first.due_at, now)}
    return _("%(first)s %(second)s") % {"first": on, "second": told}


def _sum(*numbers: str) -> str:
    """The texts count to ten thousand; one that gave up makes the sum give up, too."""
    many = next((one for one in numbers if one.endswith("+")), "")
    return many or f"{sum(int(one.replace(',', '')) for one in numbers):,}"


def _due(item: Item) -> datetime:
    assert item.due_at is not None
    return item.due_at


def _undated(items: Sequence[Item], icon: str = "") -> list[Item]:
    return [one for one in items if not one.due_at and (not icon or one.icon == icon)]


def _versions(promises: Sequence[PromiseRow], tasks: Sequence[TaskRow]) -> dict[int, int]:
    """Which playbook version each record follows, in one query."""
    ids = {one.record_id for one in promises} | {one.record_id for one in tasks}
    rows = Record.objects.filter(pk__in=ids, version__isnull=False)
    return {pk: version for pk, version in rows.values_list("pk", "version_id") if version}
