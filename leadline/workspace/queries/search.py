"""The page and the palette of what is found: records, people, companies, and what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from leadline.access.models import User
from leadline.access.policy import Sight, rights_of, visible
from leadline.parties.models import EmailAddress, ExternalNumber, Person, PhoneNumber
from leadline.parties.normalise.text import folded
from leadline.records.models import Record
from leadline.search.asked import Asked, read
from leadline.search.declared import FoundKind, declared_kinds
from leadline.search.marks import Pieces, is_marked, marked, marked_phone
from leadline.search.queries import found_companies, found_people, found_records, meant
from leadline.workspace.queries.parties import companies_seen, people_seen
from leadline.workspace.queries.places import found_places
from leadline.workspace.reading import speaker_of

LOOKED_AT = 20  # hits of a kind
LOOKED_FURTHER = 200  # companies, for somebody who does not see all of them
SHORT = 5  # that a palette shows


@dataclass(frozen=True)
class Hit:
    """One thing found. facts: what else is known, with what was asked for marked."""

    url: str
    title: Pieces
    facts: Sequence[Pieces] = ()
    note: str = ""


@dataclass(frozen=True)
class Group:
    """Hits of one kind. more: the address where all of them stand, where there may be more."""

    heading: Promise | str
    icon: str
    hits: Sequence[Hit]
    more: str = ""

    @property
    def few(self) -> Sequence[Hit]:
        return self.hits[:SHORT]


@dataclass(frozen=True)
class SearchPage:
    """is_guess: nothing has the very words, and this is what may have been meant."""

    text: str
    groups: Sequence[Group]
    is_guess: bool = False


def search_page(user: User, text: str) -> SearchPage:
    """What this person may see of what they look for, in a bounded number of queries."""
    rights, asked = rights_of(user.pk), read(text)
    places = [
        Hit(url, marked(str(place.label), asked)) for place, url in found_places(rights, asked)
    ]
    last = [Group(_("Pages and things to do"), "arrow-right", places)] if places else []
    sight = rights.sight()
    if sight is None or not asked:
        return SearchPage(asked.text, last)
    if groups := _Looking(user, sight, asked).groups():
        return SearchPage(asked.text, [*groups, *last])
    guess = meant(asked)
    groups = _Looking(user, sight, guess).groups() if guess != asked else []
    return SearchPage(asked.text, [*groups, *last], is_guess=bool(groups))


class _Looking:
    """One look for all kinds; what is shown of the hits is loaded once for all of them."""

    def __init__(self, user: User, sight: Sight, asked: Asked) -> None:
        self.user, self.sight, self.asked = user, sight, asked

    def groups(self) -> list[Group]:
        """Those in which there is anything."""
        found = [self._of_records(kind) for kind in declared_kinds().values()]
        found += [self._of_people(), self._of_companies()]
        return [group for group in found if group.hits]

    @cached_property
    def records(self) -> dict[str, list[Record]]:
        """Per kind, the best first; what begins as was typed before what holds it elsewhere."""
        ids = {
            kind: found_records(self.asked, kind, self.sight, LOOKED_AT)
            for kind in declared_kinds()
        }
        every = [pk for some in ids.values() for pk in some]
        rows = visible(
            self.user, Record.objects.select_related("person__company", "company", "owner")
        ).in_bulk(every)
        return {kind: self._sorted([rows[pk] for pk in ids[kind] if pk in rows]) for kind in ids}

    @cached_property
    def people(self) -> list[Person]:
        """Those of the records that are found by what the person is called, and those without."""
        ids = found_people(self.asked, LOOKED_AT)
        alone = people_seen(self.user).select_related("company").in_bulk(ids) if ids else {}
        of_records = [row.person for rows in self.records.values() for row in rows if row.person]
        every = [*of_records, *(alone[pk] for pk in ids if pk in alone)]
        return list({person.pk: person for person in every}.values())

    @cached_property
    def ways(self) -> dict[int, list[Pieces]]:
        """Per person the addresses and numbers by which they were found."""
        ids, found = [person.pk for person in self.people], dict[int, list[Pieces]]()
        lines = [
            (mail.person_id, marked(mail.text, self.asked))
            for mail in EmailAddress.objects.filter(person__in=ids)
        ]
        lines += [
            (phone.person_id, marked_phone(phone.number, phone.text, self.asked))
            for phone in PhoneNumber.objects.filter(person__in=ids)
        ]
        lines += [
            (number.person_id or 0, marked(number.number, self.asked))
            for number in ExternalNumber.objects.filter(person__in=ids)
        ]
        for pk, pieces in lines:
            if is_marked(pieces):
                found.setdefault(pk, []).append(pieces)
        return found

    def _of_records(self, kind: FoundKind) -> Group:
        hits = [self._record_hit(kind, row) for row in self.records[kind.kind]]
        return Group(kind.heading, kind.icon, hits, self._more(f"{kind.page}s"))

    def _record_hit(self, kind: FoundKind, row: Record) -> Hit:
        surname = row.person.family if row.person else ""
        title = (row.person.name if row.person else "") or row.title
        facts = [self._marked(str(row.company))] if row.company else []
        facts += self.ways.get(row.person_id or 0, [])
        stage = speaker_of(row.version_id).word(row.stage) if row.version_id else row.stage
        note = " · ".join(part for part in (stage, str(row.owner or "")) if part)
        return Hit(reverse(kind.page, args=[row.pk]), self._marked(title, surname), facts, note)

    def _of_people(self) -> Group:
        hits = []
        for person in self.people:
            title, ways = self._marked(person.name, person.family), self.ways.get(person.pk, [])
            if is_marked(title) or ways:
                facts = [self._marked(str(person.company))] if person.company else []
                url = reverse("person", args=[person.pk])
                hits.append(Hit(url, title, [*facts, *ways], person.job_title))
        return Group(_("People"), "user-round", hits[:LOOKED_AT], self._more("people"))

    def _of_companies(self) -> Group:
        """Those found, and those of the records found whose name has the words."""
        ids = found_companies(self.asked, LOOKED_AT if self.sight.everything else LOOKED_FURTHER)
        rows = companies_seen(self.user).in_bulk(ids) if ids else {}
        of_records = [row.company for some in self.records.values() for row in some if row.company]
        named = [one for one in of_records if is_marked(self._marked(str(one)))]
        every = {one.pk: one for one in [*(rows[pk] for pk in ids if pk in rows), *named]}
        hits = [
            Hit(
                reverse("company", args=[one.pk]),
                self._marked(str(one)),
                [self._marked(one.domain)] if one.domain else [],
                one.city,
            )
            for one in list(every.values())[:LOOKED_AT]
        ]
        return Group(_("Companies"), "building-2", hits, self._more("companies"))

    def _more(self, page: str) -> str:
        return f"{reverse(page)}?{urlencode({'q': self.asked.text})}"

    def _marked(self, text: str, surname: str = "") -> Pieces:
        return marked(text, self.asked, surname)

    def _sorted(self, rows: list[Record]) -> list[Record]:
        typed = folded(self.asked.text)
        return sorted(rows, key=lambda row: not folded(row.title).startswith(typed))
