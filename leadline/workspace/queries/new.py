"""What is known before a lead is typed in: its ways in, and who the typed person already is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from leadline.access.models import User
from leadline.access.policy import visible
from leadline.access.queries import has_role
from leadline.leads.incoming import Door, How
from leadline.leads.known import KIND, RAW
from leadline.leads.models import Source
from leadline.parties.candidates import Candidate
from leadline.parties.duplicates import find_matches
from leadline.parties.match import Verdict
from leadline.parties.models import Person
from leadline.playbooks.definition import Process
from leadline.playbooks.explain.speaker import Speaker
from leadline.playbooks.models import Published
from leadline.playbooks.versions import readable
from leadline.records.models import Record
from leadline.workspace.queries.parties import people_seen
from leadline.workspace.reading import speaker_of

MOST_SOURCES = 50


@dataclass(frozen=True)
class Way:
    """A process that leads may enter. key: names it in a form; has_raw: also who asked nothing.

    stage: where they begin, for whom the process lets begin there; "" is its usual beginning.
    """

    key: str
    label: str
    version_id: int
    process: str
    has_raw: bool
    stage: str = ""


@dataclass(frozen=True)
class Somebody:
    """Who is known and is the typed person, or probably so; of records only what one may see.

    pk: of a person whose page one may open. in_bin: they lie in the bin, and come back with this.
    name: with the company; "" where they are somebody else's. is_sure: what is typed joins them.
    record: their newest lead; None where there is none to see.
    """

    name: str
    is_sure: bool
    record: Record | None
    stage: str
    owner: str
    pk: int | None = None
    in_bin: bool = False


def ways(user: User) -> list[Way]:
    """The processes for leads that are in force, in the order of their playbooks' names.

    After each come the stages at which this person may begin one, such as a seller's own lead.
    """
    found = []
    rows = Published.objects.exclude(current=None).order_by("name")
    for version_id in rows.values_list("current_id", flat=True):
        assert version_id is not None
        playbook, speaker = readable(version_id), speaker_of(version_id)
        for process in playbook.processes.values() if playbook is not None else ():
            if process.follows == KIND:
                found.append(
                    Way(
                        key=f"{version_id} {process.name}",
                        label=speaker.word(process.name),
                        version_id=version_id,
                        process=process.name,
                        has_raw=RAW in process.stages,
                    )
                )
                found += _begun_by(user, found[-1], process, speaker)
    return found


def _begun_by(user: User, way: Way, process: Process, speaker: Speaker) -> list[Way]:
    stages = [
        one.stage
        for one in process.begins
        if one.stage and any(has_role(user, who.name) for who in one.by if who.name)
    ]
    return [
        replace(
            way,
            key=f"{way.key}/{stage}",
            label=f"{way.label} – {speaker.word(stage)}",
            stage=stage,
            has_raw=False,
        )
        for stage in dict.fromkeys(stages)
    ]


def door_through(way: Way, how: How) -> Door:
    """The way in that `open_leads` takes."""
    version = Published.objects.get(current=way.version_id).current
    assert version is not None
    return Door(version, way.process, how, way.stage)


def source_names() -> list[str]:
    """The sources that there are, to choose from while one types."""
    return list(Source.objects.order_by("label").values_list("label", flat=True)[:MOST_SOURCES])


def who_is(user: User, candidate: Candidate) -> Somebody | None:
    """The known person that a candidate is; a constant number of queries."""
    [match] = find_matches([candidate])
    if match.person_id is None or match.verdict is Verdict.DIFFERENT:
        return None
    person = Person.with_bin.select_related("company").get(pk=match.person_id)
    leads = Record.objects.filter(kind=KIND, person=person).select_related("owner")
    seen = visible(user, leads).order_by("outcome", "-opened_at").first()
    if seen is None and leads.exists():  # somebody else's: no more than that they are known
        return Somebody("", match.verdict is Verdict.SAME, None, "", "")
    is_open = people_seen(user).filter(pk=person.pk).exists()
    return _told(person, seen, is_sure=match.verdict is Verdict.SAME, is_open=is_open)


def _told(person: Person, record: Record | None, *, is_sure: bool, is_open: bool) -> Somebody:
    stage = ""
    if record is not None:
        stage = record.stage
        if record.version_id is not None:
            stage = speaker_of(record.version_id).word(record.stage)
    owner = str(record.owner or "") if record else ""
    return Somebody(
        name=", ".join(str(one) for one in (person.name, person.company) if one),
        is_sure=is_sure,
        record=record,
        stage=stage,
        owner=owner,
        pk=person.pk if is_open else None,
        in_bin=person.is_binned,
    )


def chosen(among: Sequence[Way], key: str) -> Way | None:
    """The way of a key; the only one there is needs no key."""
    if len(among) == 1 and not key:
        return among[0]
    return next((one for one in among if one.key == key), None)
