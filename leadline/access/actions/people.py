"""People who work here: invited, given roles, away for a while, switched off."""

import re
from collections.abc import Mapping
from datetime import datetime

from allauth.account.models import EmailAddress
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access import events
from leadline.access.actions.firm import refuse_nobody_in_charge
from leadline.access.models import Leave, Membership, Role, Team, User
from leadline.access.policy import let
from leadline.access.roles import reserve
from leadline.core.actions import action
from leadline.core.actor import ActorKind
from leadline.core.batch import Batch
from leadline.core.errors import Invalid, Refused
from leadline.core.history import changes_in

PROFILE = (
    "name", "phone", "language", "zone", "theme", "text_size", "has_digest", "manager", "stand_in",
)  # fmt: skip
# Digits in groups, as people write them, and an extension.
PHONE = re.compile(
    r"\+?[(]?[0-9][0-9 ()./\u2010-\u2013-]{2,34}(?:,? ?(?:ext\.?|x|#|转|分机) ?[0-9]{1,6})?"
)


@action("invite person", _("Invites a person to sign in"), events=(events.PERSON_INVITED,))
def invite_person(
    batch: Batch,
    subject: None,
    *,
    email: str,
    role: Role,
    team: Team,
    name: str = "",
    language: str = "en",
) -> User:
    """They can choose a password with `invitations.link_for` once the batch is written.

    Raises Invalid when somebody has this address already.
    """
    email = email.strip().lower()
    if User.objects.filter(email=email).exists():
        raise Invalid(gettext("There is a person with the address %(email)s.") % {"email": email})
    user = User(email=email, name=name.strip() or email.partition("@")[0], language=language)
    return enter(batch, user, role, team)


def enter(batch: Batch, user: User, role: Role, team: Team) -> User:
    """Somebody new with one role in one team, who has no password yet."""
    user.set_unusable_password()
    batch.add(user)
    batch.add(EmailAddress(user=user, email=user.email, verified=True, primary=True))
    batch.add(Membership(user=user, team=team, role=role))
    batch.happened(user, events.PERSON_INVITED, email=user.email, role=role.name, team=team.name)
    return user


@action("accept invitation", _("Sets the first password"), events=(events.PERSON_JOINED,))
def accept_invitation(batch: Batch, subject: User, *, password: str) -> None:
    """Raises Refused when the person has a password already."""
    if subject.has_usable_password():
        raise Refused(gettext("This invitation was used. Sign in with your password."))
    subject.set_password(password)
    batch.change(subject, password=subject.password)
    batch.happened(subject, events.PERSON_JOINED)


@action(
    "change profile",
    _("Changes what a person set for themselves"),
    events=(events.PROFILE_CHANGED,),
)
def change_profile(batch: Batch, subject: User, *, values: Mapping[str, object]) -> None:
    """`values` maps names of PROFILE to new values; nothing happens where they are the same.

    Raises Invalid for a phone number that customers could not dial: letters write it as it is.
    """
    if unknown := values.keys() - set(PROFILE):
        raise TypeError(f"not in a profile: {sorted(unknown)}")
    for name in ("manager", "stand_in"):
        if values.get(name) == subject:
            told = gettext("Choose somebody else than themselves.")
            raise Invalid(told, {name: told})
    if (phone := values.get("phone")) and not PHONE.fullmatch(str(phone)):
        told = gettext("Write a number such as +44 20 7946 0958 or 020 7946 0958 ext. 12.")
        raise Invalid(told, {"phone": told})
    changes = changes_in(subject, values)
    if changes:
        batch.change(subject, **{name: values[name] for name in changes})
        batch.happened(subject, events.PROFILE_CHANGED, changed=sorted(changes), changes=changes)


@action("take leave", _("Notes when a person is away"), events=(events.LEAVE_TAKEN,))
def take_leave(batch: Batch, subject: User, *, from_at: datetime, until_at: datetime) -> Leave:
    if until_at <= from_at:
        raise Invalid(gettext("Leave ends after it begins."), {"until_at": gettext("Too early.")})
    batch.happened(subject, events.LEAVE_TAKEN, from_at=from_at, until_at=until_at)
    return batch.add(Leave(user=subject, from_at=from_at, until_at=until_at))


@action("cancel leave", _("Takes back that a person is away"), events=(events.LEAVE_CANCELLED,))
def cancel_leave(batch: Batch, subject: User, *, leave: Leave) -> None:
    """Nothing to do where it was taken back already."""
    row = Leave.objects.select_for_update().filter(pk=leave.pk, user=subject).first()
    if row is not None:
        row.delete()
        batch.happened(subject, events.LEAVE_CANCELLED, from_at=row.from_at, until_at=row.until_at)


@action("give role", _("Gives a person a role in a team"), events=(events.ROLE_GIVEN,))
def give_role(batch: Batch, subject: User, *, role: Role, team: Team) -> None:
    """Nothing to do where they have it already."""
    if Membership.objects.filter(user=subject, role=role, team=team).exists():
        return
    batch.add(Membership(user=subject, role=role, team=team))
    batch.happened(subject, events.ROLE_GIVEN, role=role.name, team=team.name)


@action("take role", _("Takes a role in a team from a person"), events=(events.ROLE_TAKEN,))
def take_role(batch: Batch, subject: User, *, membership: Membership) -> None:
    """Raises Refused where nobody would be left who may do everything."""
    rows = Membership.objects.select_for_update(of=("self",)).select_related("role", "team")
    row = rows.filter(pk=membership.pk, user=subject).first()
    if row is None:
        return
    row.delete()
    refuse_nobody_in_charge()
    batch.happened(subject, events.ROLE_TAKEN, role=row.role.name, team=row.team.name)


@action("switch off", _("Lets a person sign in no more"), events=(events.SWITCHED_OFF,))
def switch_off(batch: Batch, subject: User) -> None:
    """What they have stays theirs; to hand it over, see `leave firm`.

    Raises Refused for oneself, and for the last one in charge.
    """
    if not subject.is_active:
        return
    if batch.actor.user_id == subject.pk:
        raise Refused(gettext("Ask a colleague to do this: you would lock yourself out."))
    batch.change(subject, is_active=False)
    batch.write()
    refuse_nobody_in_charge()
    batch.happened(subject, events.SWITCHED_OFF)


@action("switch on", _("Lets a person sign in again"), events=(events.SWITCHED_ON,))
def switch_on(batch: Batch, subject: User) -> None:
    if not subject.is_active:
        batch.change(subject, is_active=True)
        batch.happened(subject, events.SWITCHED_ON)


for _name in (
    "invite person",
    "accept invitation",
    "change profile",
    "give role",
    "take role",
    "switch off",
    "switch on",
    "cancel leave",
):
    reserve(_name)
let(ActorKind.PERSON, "accept invitation", "change profile", "take leave", "cancel leave")
