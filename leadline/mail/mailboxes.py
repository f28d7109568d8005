"""Whom a letter would reach, and what keeps it from leaving: for many records at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from leadline.mail.models import Hold
from leadline.parties.contact import Standing, basis_for
from leadline.parties.models import Channel, EmailAddress, Person
from leadline.records.models import Record


@dataclass(frozen=True)
class Mailbox:
    """The address to write to ("" where none is known) and why a letter is held ("" if it is not).

    Both are empty for somebody who is being added in this very transaction: they are looked up
    when the letter is about to leave.
    """

    address: str = ""
    hold: Hold | str = ""


def mailboxes_of(records: Sequence[Record]) -> list[Mailbox]:
    """The mailbox of each record's person, aligned, in a constant number of queries."""
    ids = {r.person_id for r in records if r.person_id is not None}
    known = dict(zip(sorted(ids), mailboxes(_in_order(sorted(ids))), strict=True))
    return [_of(record, known) for record in records]


def mailboxes(people: Sequence[Person]) -> list[Mailbox]:
    """The mailbox of each person, aligned: their first usable address, and their basis."""
    if not people:
        return []
    rows = EmailAddress.objects.filter(person__in=people).exclude(address="").order_by("-id")
    addresses = dict(rows.values_list("person_id", "address"))
    standings = basis_for(people, Channel.EMAIL)
    return [
        Mailbox(address, _hold(address, standing))
        for person, standing in zip(people, standings, strict=True)
        for address in (addresses.get(person.pk, ""),)
    ]


def _of(record: Record, known: dict[int, Mailbox]) -> Mailbox:
    if record.person_id is not None:
        return known[record.person_id]
    is_new = Record.person.is_cached(record) and record.person is not None
    return Mailbox() if is_new else Mailbox(hold=Hold.NOBODY)


def _hold(address: str, standing: Standing) -> Hold | str:
    if standing.refused:
        return Hold.REFUSED
    if not address:
        return Hold.NO_ADDRESS
    return "" if standing else Hold.NO_BASIS


def _in_order(ids: Sequence[int]) -> list[Person]:
    found = Person.objects.in_bulk(ids)
    return [found[pk] for pk in ids]
