"""The only writer of people, teams, roles and the firm's settings."""

from leadline.access.actions.firm import (
    change_firm_settings,
    make_firm,
    make_role,
    make_shipped_roles,
    set_permission,
)
from leadline.access.actions.inviting import invite_people
from leadline.access.actions.people import (
    accept_invitation,
    cancel_leave,
    change_profile,
    give_role,
    invite_person,
    switch_off,
    switch_on,
    take_leave,
    take_role,
)
from leadline.access.actions.teams import (
    change_team,
    drop_special_day,
    form_team,
    keep_special_day,
)

__all__ = [
    "accept_invitation",
    "cancel_leave",
    "change_firm_settings",
    "change_profile",
    "change_team",
    "drop_special_day",
    "form_team",
    "give_role",
    "invite_people",
    "invite_person",
    "keep_special_day",
    "make_firm",
    "make_role",
    "make_shipped_roles",
    "set_permission",
    "switch_off",
    "switch_on",
    "take_leave",
    "take_role",
]
