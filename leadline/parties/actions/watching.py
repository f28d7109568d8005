"""The screening lists written: who put whom on, why and until when."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access.roles import MANAGER, reserve
from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.errors import Invalid, Refused
from leadline.core.history import changes_in
from leadline.parties import events
from leadline.parties.entry_files import Line
from leadline.parties.lists import in_force, today
from leadline.parties.models import ListName, ScreeningEntry, Subject
from leadline.parties.normalise.text import Kept, kept
from leadline.parties.screening import normalised_entry

ENTRY = _("The entry")


@action(
    "add screening entry",
    _("Puts an address, domain, person or company on a screening list"),
    events=(events.ENTRY_ADDED,),
)
def add_screening_entry(
    batch: Batch,
    subject: None,
    *,
    list_name: ListName,
    kind: Subject,
    text: str,
    reason: str,
    company: str = "",
    expires_on: date | None = None,
    belongs_to: ScreeningEntry | None = None,
) -> ScreeningEntry:
    """Raises Invalid when the text holds nothing of its kind, or there is no reason."""
    safe, why = kept(text, ENTRY, 254), kept(reason, ENTRY, 400).text
    normalised = normalised_entry(kind, safe.text)
    _refuse_bad(safe, normalised, why, kind, expires_on)
    entry = batch.add(
        ScreeningEntry(
            list=list_name,
            kind=kind,
            text=safe.text,
            normalised=normalised[:400],
            company=kept(company, ENTRY, 200).text,
            belongs_to=belongs_to,
            reason=why,
            author=batch.actor.name,
            added_at=batch.now,
            expires_on=expires_on,
        )
    )
    batch.happened(
        entry, events.ENTRY_ADDED, text=entry.text, reason=why, list=list_name, kind=kind
    )
    return entry


@action(
    "add screening entries",
    _("Puts all lines of a file on screening lists; what is on its list already stays as it is"),
    events=(events.ENTRY_ADDED,),
)
def add_screening_entries(batch: Batch, subject: None, *, lines: Sequence[Line]) -> int:
    """How many were added. Raises Invalid with every line that cannot be, and then adds none."""
    listed = set(in_force(today()).values_list("list", "kind", "normalised"))
    problems, added = {}, 0
    for line in lines:
        key = (line.list_name, line.kind, normalised_entry(line.kind, line.text)[:400])
        if key in listed:
            continue
        try:
            add_screening_entry.within(
                batch,
                None,
                list_name=line.list_name,
                kind=line.kind,
                text=line.text,
                reason=line.reason,
                company=line.company,
                expires_on=line.expires_on,
            )
        except Invalid as invalid:
            problems[str(line.number)] = " ".join(invalid.problems.values())
        listed.add(key)
        added += 1
    if problems:
        raise Invalid(
            gettext("Nothing was added: mend these lines and hand it in again."), problems
        )
    return added


@action(
    "extend screening entry",
    _("Changes the day on which an entry of a screening list ends"),
    events=(events.ENTRY_EXTENDED,),
)
def extend_screening_entry(
    batch: Batch, subject: ScreeningEntry, *, until: date | None, reason: str
) -> None:
    """until: the last day, None for no end. Raises Refused when it was removed, Invalid without
    a reason."""
    _refuse_removed(subject)
    if until is not None and until < today():
        raise Invalid(gettext("This day is past."), {"until": gettext("This day is past.")})
    why = kept(reason, ENTRY, 400).text
    if not why:
        raise Invalid(gettext("Say why the day changes."), {"reason": gettext("Say why.")})
    changes = changes_in(subject, {"expires_on": until})
    batch.change(subject, expires_on=until)
    shown = until.isoformat() if until else ""
    batch.happened(subject, events.ENTRY_EXTENDED, until=shown, reason=why, changes=changes)


@action(
    "remove screening entry",
    _("Takes an entry off a screening list; what it held stays held until a person decides"),
    events=(events.ENTRY_REMOVED,),
)
def remove_screening_entry(batch: Batch, subject: ScreeningEntry, *, reason: str) -> None:
    """The row stays, with who removed it and why. Raises Invalid without a reason."""
    _refuse_removed(subject)
    why = kept(reason, ENTRY, 400).text
    if not why:
        raise Invalid(gettext("Say why it is taken off."), {"reason": gettext("Say why.")})
    batch.change(subject, removed_at=batch.now)
    batch.happened(subject, events.ENTRY_REMOVED, reason=why)


def _refuse_bad(
    safe: Kept, normalised: str, why: str, kind: Subject, expires_on: date | None
) -> None:
    problems = {}
    if safe.problems:
        problems["text"] = str(safe.problems[0])
    elif not normalised:
        problems["text"] = gettext("“%(text)s” cannot be compared with anything as: %(kind)s.") % {
            "text": safe.text,
            "kind": Subject(kind).label,
        }
    if not why:
        problems["reason"] = gettext("Say why, for the person who decides about a hit.")
    if expires_on is not None and expires_on < today():
        problems["expires_on"] = gettext("This day is past.")
    if problems:
        raise Invalid(gettext("The entry was not added."), problems)


def _refuse_removed(entry: ScreeningEntry) -> None:
    if entry.removed_at is not None:
        raise Refused(gettext("This entry was taken off the list already."))


for _reserved in (
    "add screening entry",
    "add screening entries",
    "extend screening entry",
    "remove screening entry",
):
    reserve(_reserved, MANAGER)
