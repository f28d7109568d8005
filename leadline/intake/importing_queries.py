"""What the pages of an import show: the numbers before it runs, and what became of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import Count
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from leadline.core.models import Event
from leadline.intake.doubts import DOUBTS
from leadline.intake.events import IMPORT_TAKEN_BACK
from leadline.intake.forecasts import AHEAD, About, Told, total
from leadline.intake.models import Arrival, Forecast, Import, Outcome, State
from leadline.intake.queries import counts_of
from leadline.leads.incoming import Fate
from leadline.mail.models import Hold
from leadline.playbooks.spoken import speaker_of

SHOWN = 10
Say = Callable[[str], str]  # of a name as the forecast keeps it


@dataclass(frozen=True)
class Counted:
    """What one kind of number says: per name how many, and all together."""

    lines: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        return sum(number for _name, number in self.lines)


@dataclass(frozen=True)
class Preview:
    """What would come of the file, as far as it is known. doubles, unknown: rows.

    problem: why the file cannot be read in as it is; percent: how much is worked out.
    """

    forecast: Forecast
    created: int
    joined: int
    calls: int
    doubles: int
    doubts: Counted
    unknown: int
    stages: Counted
    no_mail: Counted
    letters: Counted
    held: Counted
    tasks: Counted
    trials: Counted
    clocks: Counted
    later_letters: Counted
    later_tasks: Counted
    later_ends: Counted

    @property
    def days_ahead(self) -> int:
        return AHEAD.days

    @property
    def problem(self) -> str:
        return self.forecast.reason

    @property
    def is_done(self) -> bool:
        return self.forecast.finished_at is not None

    @property
    def is_part(self) -> bool:
        """Whether the numbers are only of the first rows that can be used."""
        return self.forecast.reach < self.forecast.good

    @property
    def percent(self) -> int:
        return 100 * self.forecast.done // self.forecast.reach if self.forecast.reach else 0


@dataclass(frozen=True)
class Result:
    """How far an import is, and after it was taken back what stays.

    stays: per reason, how many of its leads. values: what somebody has changed since. wishes: not
    to be contacted, which nobody takes back for them.
    """

    counts: dict[str, int]
    wrong: tuple[Arrival, ...]
    stays: tuple[tuple[str, int], ...] = ()
    values: int = 0
    wishes: int = 0

    @property
    def has_wrong(self) -> bool:
        return bool(self.wrong)

    @property
    def joined(self) -> int:
        return self.counts["joined"]

    @property
    def is_clean(self) -> bool:
        return not (self.stays or self.values or self.wishes or self.joined)


def preview_of(begun: Import) -> Preview | None:
    """In one query; None where nobody has asked for it yet."""
    forecast = Forecast.objects.filter(imported=begun).first()
    if forecast is None:
        return None
    told: Told = forecast.told
    fates = told.get(About.FATE, {})
    current = begun.door.playbook.current_id
    speaker = speaker_of(current) if current is not None else None
    word, letter = (speaker.word, speaker.letter) if speaker else (str, str)

    def titled(name: str) -> str:
        return str(capfirst(word(name)))

    return Preview(
        forecast,
        created=fates.get(Fate.CREATED, 0),
        joined=fates.get(Fate.JOINED, 0),
        calls=total(told, About.CALL),
        doubles=total(told, About.DOUBLE),
        doubts=_counted(told, About.DOUBT, _named(DOUBTS)),
        unknown=total(told, About.UNKNOWN),
        stages=_counted(told, About.STAGE, titled, _("Where the playbook puts them")),
        no_mail=_counted(told, About.NO_MAIL, _named(HOLDS)),
        letters=_counted(told, About.LETTER, letter),
        held=_counted(told, About.HELD, _named(HOLDS)),
        tasks=_counted(told, About.TASK, word, _("Nobody in particular")),
        trials=_counted(told, About.TRIAL, str),
        clocks=_counted(told, About.CLOCK, titled),
        later_letters=_counted(told, About.LATER_LETTER, letter),
        later_tasks=_counted(told, About.LATER_TASK, titled),
        later_ends=_counted(told, About.LATER_END, titled),
    )


def _counted(told: Told, about: About, say: Say, nameless: str = "") -> Counted:
    """In the reader's words, the most first; nameless: what is said of a number without a name.

    PostgreSQL keeps names in an order of its own.
    """
    lines = sorted(told.get(about, {}).items(), key=lambda one: (-one[1], one[0]))
    return Counted(tuple((say(name) or nameless, number) for name, number in lines))


def _named(labels: Mapping[str, object]) -> Say:
    return lambda name: str(labels.get(name, name))


HOLDS: Mapping[str, object] = {hold.value: hold.label for hold in Hold}


def result_of(begun: Import) -> Result:
    """In two queries; four of one that was taken back."""
    counts = counts_of(begun)
    wrong = begun.arrivals.filter(outcome__in=[Outcome.REJECTED, Outcome.FAILED])
    shown = tuple(wrong.order_by("line")[:SHOWN])
    if begun.state != State.TAKEN_BACK:
        return Result(counts, shown)
    left = begun.arrivals.filter(outcome=Outcome.CREATED).order_by().values_list("reason")
    kept = left.annotate(number=Count("pk")).order_by("-number")
    told = Event.objects.filter(
        stream=Import.stream, stream_id=begun.pk, name=IMPORT_TAKEN_BACK.name
    ).last()
    data = told.data if told else {}
    return Result(
        counts,
        shown,
        tuple((reason and _(reason), number) for reason, number in kept),
        data.get("values", 0),
        data.get("wishes", 0),
    )
