"""What the pages of ways in show: what came through each, and where its leads may enter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, Sum

from leadline.intake.models import Arrival, Door, DoorKind, Outcome, PageView
from leadline.intake.queries import today
from leadline.leads.known import KIND
from leadline.playbooks.definition import Process
from leadline.playbooks.models import Published
from leadline.playbooks.spoken import speaker_of

DAYS = 30
LATEST = 5


@dataclass(frozen=True)
class DoorLine:
    """A way in, and what its playbook is called. came: lately; last_on: when the last came."""

    door: Door
    playbook: str
    came: int
    last_on: date | None


@dataclass(frozen=True)
class Traffic:
    """What came through one way in lately. counts: per outcome that there is, with its name."""

    came: int
    counts: Sequence[tuple[Outcome, int]]
    latest: Sequence[Arrival]


@dataclass(frozen=True)
class Viewed:
    """How many pages of a website how many leads viewed lately."""

    views: int
    leads: int


@dataclass(frozen=True)
class Landing:
    """A process that leads may enter. key: playbook and process; stages: name and label."""

    published: Published
    process: Process
    label: str
    stages: Sequence[tuple[str, str]]

    @property
    def key(self) -> str:
        return f"{self.published.pk}|{self.process.name}"


def doors_by_kind() -> list[tuple[DoorKind, list[DoorLine]]]:
    """Every way in with what came in the last days, in two queries; those in use first."""
    rows = Arrival.objects.filter(received_on__gt=today() - timedelta(days=DAYS)).order_by()
    counted = {
        door: (came, last)
        for door, came, last in rows.values_list("door").annotate(Count("pk"), Max("received_on"))
    }
    doors = Door.objects.select_related("playbook").order_by("-is_active", "name", "pk")
    lines = [
        DoorLine(door, title_of(door.playbook), *counted.get(door.pk, (0, None))) for door in doors
    ]
    return [(kind, [line for line in lines if line.door.kind == kind]) for kind in DoorKind]


def title_of(published: Published) -> str:
    """What the playbook is called in the reader's language."""
    if published.current_id is None:
        return published.title
    return speaker_of(published.current_id).word(published.title)


def traffic_of(door: Door) -> Traffic:
    """The last days of one way in, in two queries."""
    since = today() - timedelta(days=DAYS)
    rows = Arrival.objects.filter(door=door, received_on__gt=since)
    counts = rows.order_by().values_list("outcome").annotate(Count("pk")).order_by("outcome")
    told = [(Outcome(outcome), number) for outcome, number in counts]
    latest = rows.select_related("record").order_by("-received_on", "-pk")[:LATEST]
    return Traffic(sum(number for _outcome, number in told), told, list(latest))


def viewed_at(door: Door) -> Viewed:
    """The last days of a website, in one query."""
    since = today() - timedelta(days=DAYS)
    rows = PageView.objects.filter(door=door, day_on__gt=since)
    told = rows.aggregate(views=Sum("number"), leads=Count("record", distinct=True))
    return Viewed(told["views"] or 0, told["leads"])


def landings() -> list[Landing]:
    """Every process for leads of the playbooks in force, in the reader's words."""
    rows = Published.objects.exclude(current=None).order_by("title", "pk")
    return [one for published in rows for one in _landings_of(published)]


def playbooks_of_leads() -> list[tuple[str, str]]:
    """The playbooks in force that leads may enter: name, and title in the reader's language."""
    return list({one.published.name: title_of(one.published) for one in landings()}.items())


def _landings_of(published: Published) -> list[Landing]:
    assert published.current_id is not None
    speaker = speaker_of(published.current_id)
    return [
        Landing(
            published,
            process,
            f"{title_of(published)} · {speaker.word(process.name)}",
            [(name, speaker.word(name)) for name in process.stages],
        )
        for process in speaker.playbook.processes.values()
        if process.follows == KIND
    ]
