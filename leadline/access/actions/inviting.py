"""Many people are invited at once: all of them, or nobody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access import events
from leadline.access.actions.people import enter
from leadline.access.models import Role, Team, User
from leadline.access.roles import reserve
from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.errors import Invalid


@dataclass(frozen=True)
class Invited:
    """One line of a file, the heading being line 1. role, team, language: as they are called."""

    line: int
    email: str
    name: str
    role: str
    team: str
    language: str = ""


@dataclass(frozen=True)
class Known:
    """What lines are read against: roles and teams by their names, addresses that are taken."""

    roles: dict[str, Role]
    teams: dict[str, Team]
    languages: dict[str, str]
    taken: set[str]


@action("invite people", _("Invites many people to sign in"), events=(events.PERSON_INVITED,))
def invite_people(
    batch: Batch, subject: None, *, lines: Sequence[Invited], languages: dict[str, str]
) -> list[User]:
    """languages: the code of each by how it may be written, and of "" the usual one.

    A constant number of queries. Raises Invalid with what is wrong by the number of each line.
    """
    known = _known(lines, languages)
    problems = {str(one.line): told for one in lines if (told := _wrong(one, known))}
    if problems:
        raise Invalid(
            gettext("Nobody was invited: mend these lines and hand it in again."), problems
        )
    return [_invite(batch, one, known) for one in lines]


def _known(lines: Sequence[Invited], languages: dict[str, str]) -> Known:
    emails = {_address(one) for one in lines}
    return Known(
        {one.name.casefold(): one for one in Role.objects.all()},
        {one.name.casefold(): one for one in Team.objects.all()},
        languages,
        set(User.objects.filter(email__in=emails).values_list("email", flat=True)),
    )


def _wrong(one: Invited, known: Known) -> str:
    """Everything that is wrong with a line, or ""; its address counts as taken afterwards."""
    found = list(_faults(one, known))
    known.taken.add(_address(one))
    return " ".join(found)


def _faults(one: Invited, known: Known) -> Iterator[str]:
    address, told = _address(one), {"email": one.email[:80]}
    try:
        validate_email(address)
    except ValidationError:
        yield gettext("“%(email)s” is no e-mail address.") % told
    if address in known.taken:
        yield gettext("There is a person with the address %(email)s.") % told
    for said, names in ((one.role, known.roles), (one.team, known.teams)):
        if said.casefold() not in names:
            every = ", ".join(str(row) for row in names.values())
            yield gettext("“%(text)s” is none of: %(known)s.") % {"text": said[:80], "known": every}
    if one.language.casefold() not in known.languages:
        every = ", ".join(sorted(filter(None, known.languages)))
        told = {"text": one.language[:80], "known": every}
        yield gettext("“%(text)s” is none of: %(known)s.") % told


def _invite(batch: Batch, one: Invited, known: Known) -> User:
    email = _address(one)
    user = User(
        email=email,
        name=one.name[:120] or email.partition("@")[0],
        language=known.languages[one.language.casefold()],
    )
    role, team = known.roles[one.role.casefold()], known.teams[one.team.casefold()]
    return enter(batch, user, role, team)


def _address(one: Invited) -> str:
    return one.email.strip().lower()[:254]


reserve("invite people")
