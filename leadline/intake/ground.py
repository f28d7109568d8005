"""What arrivals of a door are read upon: its mapping, process, fields, zone and colleagues."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from leadline.access.models import Firm, User
from leadline.conditions.catalogue import Catalogue
from leadline.core.errors import Refused
from leadline.intake.columns import Columns, guessed_columns, plain, read_columns
from leadline.intake.looking import Look
from leadline.intake.models import Door, DoorKind
from leadline.intake.rows import Ground
from leadline.leads.events import OPENED
from leadline.leads.incoming import Door as LeadDoor
from leadline.leads.incoming import How
from leadline.leads.known import KIND, RAW
from leadline.parties.normalise.text import comparable
from leadline.playbooks.custom import OF_PARTIES, Custom, custom_fields, with_custom
from leadline.playbooks.definition import Playbook, Process
from leadline.playbooks.models import Version
from leadline.playbooks.spoken import language, speaker_of
from leadline.playbooks.versions import readable


@dataclass(frozen=True)
class Entry:
    """What a door leads to: the version in force now, and the process in it that leads enter."""

    version: Version
    playbook: Playbook
    process: Process
    zone: ZoneInfo
    custom: Sequence[Custom] = ()

    @property
    def fields(self) -> list[str]:
        """The names of what a lead can know: of the playbook, and what the firm has added."""
        return [*dict.fromkeys([*self.playbook.fields, *(one.field.name for one in self.custom)])]

    def choices(self) -> list[tuple[str, str]]:
        """Every field by name, and as the reader says it."""
        word, chinese = speaker_of(self.version.pk).word, language() == "zh-hans"
        own = {one.field.name: chinese and one.field.zh for one in self.custom}
        return [(name, str(capfirst(own.get(name) or word(name)))) for name in self.fields]

    def stages(self) -> list[tuple[str, str]]:
        """Every stage and end by name, and as the reader says it."""
        word = speaker_of(self.version.pk).word
        return [(name, word(name)) for name in self.process.stages]

    @property
    def catalogue(self) -> Catalogue:
        return with_custom(self.playbook.catalogue, self.custom)

    def as_door(self, door: Door, how: How | None = None) -> LeadDoor:
        how = how or How(door.how)
        stage = door.stage or (self._begins_at() if how is How.NEWS else "")
        return LeadDoor(self.version, self.process.name, how, stage)

    def _begins_at(self) -> str:
        """Where the playbook says that an inquiry begins; "" is the first stage."""
        begun = (one for one in self.process.begins if one.on == OPENED.name)
        return next((one.stage for one in begun if one.stage), "")


def entry_of(door: Door) -> Entry:
    """In four queries. Raises Refused when the playbook has no such process, or cannot be read."""
    current = door.playbook.current_id
    version = Version.objects.get(pk=current) if current is not None else None
    if version is None:
        raise Refused(_("The playbook of this way in is not published."))
    playbook = readable(version.pk)
    if playbook is None:
        raise Refused(_("The playbook of this way in cannot be read any more."))
    fitting = [
        process
        for process in playbook.processes.values()
        if process.follows == KIND and door.process in ("", process.name)
    ]
    if len(fitting) != 1:
        raise Refused(_("Say which process of the playbook the leads of this way in enter."))
    check_how(fitting[0], How(door.how), door.stage)
    zone, custom = ZoneInfo(Firm.current().zone), custom_fields(KIND, *OF_PARTIES)
    return Entry(version, playbook, fitting[0], zone, custom)


def check_how(process: Process, how: How, stage: str = "") -> None:
    """Raises Refused where a bought list would land anywhere but in Raw (S3.8)."""
    if stage and stage not in process.stages:
        raise Refused(_("The process has no stage “%(stage)s”.") % {"stage": stage})
    if how is not How.LIST:
        return
    if RAW not in process.stages:
        raise Refused(_("A bought list needs a stage Raw, and this process has none."))
    if stage not in ("", RAW):
        raise Refused(_("Nobody on a bought list has asked for anything: they can only be Raw."))


def ground_of(door: Door, entry: Entry, headings: Iterable[str]) -> Ground:
    """In one query more. headings: of the values that are to be read, for a guess."""
    return ground_with(_columns(door, entry, headings), door.source, entry, How(door.how))


def ground_with(columns: Columns, source: str, entry: Entry, how: How) -> Ground:
    """For rows that are read by this mapping."""
    people = _people() if columns.of("owner") else {}
    return Ground(
        columns,
        source,
        entry.process,
        entry.catalogue,
        entry.zone,
        people,
        placed=how is How.HISTORY,
    )


def columns_for(look: Look, door: Door, encoding: str = "") -> Columns:
    """As this source's last file was mapped, and guessed for headings that are new."""
    guess = guessed_columns(look.headings, entry_of(door).fields)
    saved = read_columns(door.columns) if door.columns else guess
    targets = {name: saved.targets.get(name, guess.targets[name]) for name in look.headings}
    known = saved.placed_by in targets
    return replace(
        saved,
        targets=targets,
        placed_by=saved.placed_by if known else "",
        stages=saved.stages if known else {},
        encoding=encoding or saved.encoding,
    )


def _people() -> dict[str, User]:
    """Colleagues by address, and by name where only one is called that."""
    users = list(User.objects.all())
    names = Counter(comparable(user.name) for user in users)
    alone = {comparable(user.name): user for user in users if names[comparable(user.name)] == 1}
    return alone | {comparable(user.email): user for user in users}


def _columns(door: Door, entry: Entry, headings: Iterable[str]) -> Columns:
    if door.kind == DoorKind.FORM:
        return plain(headings)
    if door.columns:
        return read_columns(door.columns)
    return guessed_columns(headings, entry.fields)
