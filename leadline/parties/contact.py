"""May this person be contacted on this channel, and on what basis: asked for many at once."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.parties.lists import today
from leadline.parties.models import (
    Basis,
    BasisKind,
    Channel,
    DoNotContact,
    EmailAddress,
    Person,
    PhoneNumber,
)

NO_BASIS = _("Nothing says that this person may be contacted by %(channel)s.")
REFUSED = _("This person asked not to be contacted (%(channel)s, %(on)s).")
ALLOWED = _("%(kind)s, since %(on)s")


@dataclass(frozen=True)
class Standing:
    """Whether a person may be contacted on a channel.

    kind: the strongest basis in force, NONE without one. refused: they asked not to be, which
    outranks every basis. since: when the basis was given, or the wish was made.
    """

    channel: Channel
    kind: BasisKind
    refused: bool = False
    since: datetime | None = None

    def __bool__(self) -> bool:
        return not self.refused and self.kind is not BasisKind.NONE

    def __str__(self) -> str:
        on = date_format(localtime(self.since), "DATE_FORMAT") if self.since else ""
        channel = str(self.channel.label).lower()  # it stands within a sentence
        data = {"channel": channel, "kind": self.kind.label, "on": on}
        if self.refused:
            return gettext(REFUSED) % data
        return gettext(ALLOWED if self else NO_BASIS) % data


_STRENGTH = (
    BasisKind.NONE,
    BasisKind.LEGITIMATE_INTEREST,
    BasisKind.EXISTING_CUSTOMER,
    BasisKind.CONSENT,
)


def basis_for(
    persons: Sequence[Person], channel: Channel, on: date | None = None
) -> list[Standing]:
    """The standing of each person, aligned, in four queries and the firm's zone.

    A wish holds for the person, and for everyone with the mailbox or number that it was made for.
    """
    day = on or today()
    ids = [person.pk for person in persons]
    bases: dict[int, list[Basis]] = defaultdict(list)
    lasting = Q(expires_on=None) | Q(expires_on__gte=day)
    for basis in Basis.objects.filter(
        lasting, person__in=ids, channel=channel, withdrawn_at=None
    ).order_by("given_at", "id"):
        bases[basis.person_id].append(basis)
    refused = _refused(ids, channel)
    return [_standing(channel, bases[pk], refused.get(pk)) for pk in ids]


def basis_by(channel: Channel) -> Callable[[Sequence[Person]], list[Standing]]:
    """The loader for `Batch.of`; one and the same for each channel, so that it is asked once."""
    return _LOADERS[channel]


def _loader(channel: Channel) -> Callable[[Sequence[Person]], list[Standing]]:
    return lambda persons: basis_for(persons, channel)


_LOADERS = {channel: _loader(channel) for channel in Channel}


def _standing(channel: Channel, bases: list[Basis], refused_at: datetime | None) -> Standing:
    best = max(bases, key=lambda basis: _STRENGTH.index(BasisKind(basis.kind)), default=None)
    kind = BasisKind(best.kind) if best else BasisKind.NONE
    if refused_at is not None:
        return Standing(channel, kind, refused=True, since=refused_at)
    return Standing(channel, kind, since=best.given_at if best else None)


def _refused(ids: Sequence[int], channel: Channel) -> dict[int, datetime]:
    """Who does not want it, and since when: by their own wish, or by that for their address."""
    owners: dict[int, list[int]] = defaultdict(list)
    model = _REACHED_BY.get(channel)
    if model is not None:
        rows = model.objects.filter(person__in=ids)
        for hash_, owner in rows.values_list("hash", "person_id"):
            if hash_ is not None:
                owners[hash_].append(owner)
    wishes = DoNotContact.objects.filter(
        Q(person__in=ids) | Q(hash__in=list(owners)),
        channel__in=("", channel),
        taken_back_at=None,
    )
    refused: dict[int, datetime] = {}
    for wish in wishes:
        theirs = owners.get(wish.hash, []) if wish.hash is not None else []
        for person in {*theirs, wish.person_id}:
            if person is not None:
                refused[person] = min(wish.asked_at, refused.get(person, wish.asked_at))
    return refused


_REACHED_BY: dict[Channel, type[EmailAddress] | type[PhoneNumber]] = {
    Channel.EMAIL: EmailAddress,
    Channel.PHONE: PhoneNumber,
    Channel.CHAT: PhoneNumber,
}
