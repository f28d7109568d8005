"""The firm's settings, and what each role may do."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access import events
from leadline.access.models import Firm, Membership, Permission, Reach, Role
from leadline.access.roles import EVERYTHING, ORDINARY, SEE, SHIPPED, reserve, reserved_actions
from leadline.core.actions import action, declared_actions
from leadline.core.batch import Batch
from leadline.core.errors import Invalid, Refused
from leadline.core.history import changes_in


@action(
    "change firm settings",
    _("Changes the company's settings"),
    events=(events.FIRM_SETTINGS_CHANGED,),
)
def change_firm_settings(batch: Batch, subject: Firm, *, values: Mapping[str, object]) -> None:
    """`values` maps names of Firm's fields to new values. Use `make_firm` once before."""
    changes = changes_in(subject, values)
    if changes:
        batch.change(subject, **{name: values[name] for name in changes})
        batch.happened(
            subject, events.FIRM_SETTINGS_CHANGED, changed=sorted(changes), changes=changes
        )


@action("make role", _("Makes a role that may do nothing yet"), events=(events.ROLE_MADE,))
def make_role(batch: Batch, subject: Firm, *, name: str) -> Role:
    """Raises Invalid when the name is taken."""
    if Role.objects.filter(name=name).exists():
        told = gettext("There is a role with this name.")
        raise Invalid(told, {"name": told})
    batch.happened(subject, events.ROLE_MADE, role=name)
    return batch.add(Role(name=name))


@action(
    "set permission",
    _("Says what a role may do, and with whose records"),
    events=(events.PERMISSION_CHANGED,),
)
def set_permission(
    batch: Batch, subject: Firm, *, role: Role, about: str, reach: Reach | None
) -> None:
    """about: the name of an action, or a word of `roles`. reach: None takes it away.

    Raises Refused when nobody would be left who may do everything.
    """
    if about not in {SEE, ORDINARY, EVERYTHING} | declared_actions().keys():
        raise Invalid(gettext("There is no such thing to do."))
    row = Permission.objects.select_for_update().filter(role=role, action=about).first()
    before = row.reach if row else None
    if before == reach:
        return
    if reach is None and row is not None:
        row.delete()
    elif row is not None:
        batch.change(row, reach=reach)
    elif reach is not None:
        batch.add(Permission(role=role, action=about, reach=reach))
    batch.write()
    if about == EVERYTHING:
        refuse_nobody_in_charge()
    batch.happened(
        subject,
        events.PERMISSION_CHANGED,
        role=role.name,
        changes={about: (before or "", reach or "")},
    )


def refuse_nobody_in_charge() -> None:
    """Raises Refused where no active person may do everything with everyone's records."""
    left = Membership.objects.filter(
        user__is_active=True,
        role__permissions__action=EVERYTHING,
        role__permissions__reach=Reach.ALL,
    )
    if not left.exists():
        raise Refused(gettext("Somebody must be left who may do everything, such as an Admin."))


def make_firm() -> Firm:
    """The firm's row, made with the defaults where it is missing; part of setting up."""
    return Firm.objects.get_or_create(pk=1, defaults={"name": "Leadline"})[0]


def make_shipped_roles() -> None:
    """Makes the shipped roles that are missing, and grants them reserved actions that are new.

    What a firm changed stays: an existing role keeps its permissions, an action that any role
    names is not new. Safe to repeat; part of setting up and of every migration.
    """
    with transaction.atomic():
        named = set(Permission.objects.values_list("action", flat=True))
        for name, grants in SHIPPED.items():
            role, is_new = Role.objects.get_or_create(name=name)
            wanted = {
                action: Reach.ALL
                for action, roles in reserved_actions().items()
                if name in roles and (is_new or action not in named)
            }
            if is_new:
                wanted |= grants
            Permission.objects.bulk_create(
                [Permission(role=role, action=a, reach=reach) for a, reach in wanted.items()]
            )


for _name in ("change firm settings", "make role", "set permission"):
    reserve(_name)
