"""One thing done to many records through its action, in one transaction; refused ones are told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from leadline.access.models import User
from leadline.core.actor import Actor
from leadline.core.batch import Batch
from leadline.core.errors import Invalid, Refused
from leadline.core.written import listed
from leadline.records.actions import ask_move, assign, give_answers
from leadline.records.actions.deleting import delete_record, restore_record
from leadline.records.answers import kept
from leadline.records.models import Record
from leadline.workspace.queries.moves import MoveChoice, moves_of
from leadline.workspace.reading import Reading, readings_of

MOST = 500  # records of one act
SAY, ADD, TAKE = "say", "add", "take"  # how a field with several choices is answered for many


@dataclass(frozen=True)
class Refusal:
    """A record to which it was not done, and why."""

    pk: int
    title: str
    sentence: str


@dataclass(frozen=True)
class Outcome:
    """what: names what was done, for its undo. before, after: of each record that it was done to,
    what it had and has.

    refused: in the order of the list. further: the mark behind which more records of the list wait
    for the same, "" where these were all. beyond: more have the words than were looked at.
    """

    done: Sequence[int]
    refused: Sequence[Refusal]
    what: str = ""
    before: Mapping[int, Any] | None = None
    after: Mapping[int, Any] | None = None
    further: str = ""
    beyond: bool = False

    @property
    def number(self) -> int:
        return len(self.done)


def give_to(actor: Actor, records: Sequence[Record], owner: User | None, reason: str) -> Outcome:
    """Another owner for all of them."""
    before: dict[int, Any] = {}

    def act(batch: Batch, record: Record) -> None:
        had = record.owner_id
        assign.within(batch, record, owner=owner, reason=reason)
        before[record.pk] = had

    done, refused = each(actor, records, act)
    after = dict.fromkeys(done, owner.pk if owner else None)
    return Outcome(done, refused, "owner", before, after)


def answer_all(
    actor: Actor, records: Sequence[Record], field: str, value: object, how: str = SAY
) -> Outcome:
    """The same answer for all of them; `value` is as `read_answer` gives it.

    how: of several choices, whether each record says just these, these besides, or no longer these.
    """
    before: dict[int, Any] = {}
    after: dict[int, Any] = {}

    def act(batch: Batch, record: Record) -> None:
        had = record.answers.get(field)
        says = together(how, had, kept(value))
        give_answers.within(batch, record, answers={field: says}, evidence=_("changed in a list"))
        before[record.pk], after[record.pk] = had, record.answers.get(field)

    done, refused = each(actor, records, act)
    return Outcome(done, refused, f"answer {field}", before, after)


def together(how: str, had: Any, given: Any) -> Any:
    """What a record says afterwards; None where nothing is left. Other choices stay as they are."""
    if how == SAY:
        return given
    there, these = set(had if isinstance(had, list) else ()), set(given)
    return sorted(there | these if how == ADD else there - these) or None


def delete_all(actor: Actor, records: Sequence[Record]) -> Outcome:
    """Into the bin with all of them."""
    done, refused = each(actor, records, delete_record.within)
    return Outcome(done, refused, "bin", dict.fromkeys(done))


def restore_all(actor: Actor, records: Sequence[Record]) -> Outcome:
    """Out of the bin again."""
    done, refused = each(actor, records, restore_record.within)
    return Outcome(done, refused)


def move_all(actor: Actor, records: Sequence[Record], stage: str) -> Outcome:
    """Each goes there only if its playbook lets this person send it, with nothing missing."""

    def act(batch: Batch, record: Record) -> None:
        move(batch, record, readings[record.pk], stage)

    with Batch(actor) as batch:
        locked = batch.lock(records)
        readings = dict(zip((one.pk for one in locked), readings_of(batch, locked), strict=True))
        done, refused = _within(batch, locked, act)
    return Outcome(done, refused, "stage")


def move(batch: Batch, record: Record, reading: Reading | None, stage: str) -> None:
    """Asks for the move as a person does on the record's page; Refused says why not."""
    if record.stage == stage:
        return
    choices = moves_of(reading, batch.actor) if reading else ()
    choice = next((one for one in choices if one.to == stage), None)
    if choice is None:
        raise Refused(_("No way leads there from where it stands."))
    why_not = refusal_of(choice, reading.label) if reading else ""
    if why_not:
        raise Refused(why_not)
    ask_move.within(batch, record, to=choice.to, line=choice.line)


def refusal_of(choice: MoveChoice, label: Callable[[str], str]) -> str:
    """Why this move cannot be made with one drag: it is shut, something is missing, or it asks."""
    if not choice.allowed:
        return choice.why_not
    if choice.missing:
        return _("Something is missing: %(missing)s.") % {"missing": listed(choice.missing)}
    asks = [label(str(ask["field"])) for ask in choice.asks if not ask["optional"]]
    if asks:
        return _("This move asks for: %(asks)s. Open the record to answer it.") % {
            "asks": listed(asks)
        }
    return ""


def undo(actor: Actor, records: Sequence[Record], outcome: Outcome) -> Outcome:
    """Gives back what each had, except where somebody has changed it since."""
    before, after = outcome.before or {}, outcome.after or {}
    field = outcome.what.removeprefix("answer ")
    owners = User.objects.in_bulk({pk for pk in before.values() if pk} if field == "owner" else [])

    def act(batch: Batch, record: Record) -> None:
        had, has = before[record.pk], after[record.pk]
        if (record.owner_id if field == "owner" else record.answers.get(field)) != has:
            raise Refused(_("This was changed again since."))
        if field == "owner":
            assign.within(batch, record, owner=owners.get(had), reason=_("the change was undone"))
        else:
            give_answers.within(
                batch, record, answers={field: had}, evidence=_("the change was undone")
            )

    done, refused = each(actor, records, act)
    return Outcome(done, refused)


def each(
    actor: Actor, records: Sequence[Any], act: Callable[[Batch, Any], None]
) -> tuple[list[int], list[Refusal]]:
    """Does it to each, in one transaction; what was done, and what was refused and why.

    Raises Refused for one that is refused when it has changed something: then nothing is done.
    """
    with Batch(actor) as batch:
        return _within(batch, batch.lock(records), act)


def _within(
    batch: Batch, records: Sequence[Any], act: Callable[[Batch, Any], None]
) -> tuple[list[int], list[Refusal]]:
    done: list[int] = []
    refused: list[Refusal] = []
    for record in records:
        before = batch.touched
        try:
            act(batch, record)
        except Refused as error:
            if batch.touched != before:
                raise  # half of it is done: then none of all is
            problems = error.problems.values() if isinstance(error, Invalid) else ()
            sentence = " ".join(dict.fromkeys([error.sentence, *problems]))
            refused.append(Refusal(record.pk, str(record), sentence))
        else:
            done.append(record.pk)
    return done, refused
