"""What can happen to people, teams and the firm's settings."""

from django.utils.translation import gettext_noop as _

from leadline.core.events import event

PERSON_INVITED = event(
    "person invited", _("Invited as {role} in {team}"), also=("email",), erases=("email",)
)
PERSON_JOINED = event("person joined", _("Accepted the invitation"))
PROFILE_CHANGED = event(
    "profile changed",
    _("Changed in the profile: {changed}"),
    also=("changes",),
    erases=("changes",),
)
ROLE_GIVEN = event("role given", _("Is {role} in {team}"))
ROLE_TAKEN = event("role taken", _("Is no longer {role} in {team}"))
SWITCHED_OFF = event("person switched off", _("Can sign in no more"))
SWITCHED_ON = event("person switched on", _("Can sign in again"))
LEAVE_TAKEN = event("leave taken", _("Is away from {from_at} until {until_at}"))
LEAVE_CANCELLED = event("leave cancelled", _("Is not away from {from_at} until {until_at}"))
TEAM_CHANGED = event("team changed", _("Changed: {changed}"), also=("changes",))
SPECIAL_DAY_KEPT = event("special day kept", _("{day} is a special day: {title}"), also=("works",))
SPECIAL_DAY_DROPPED = event("special day dropped", _("{day} is a day as the others again"))
TEAM_FORMED = event("team formed", _("Team {team} was formed"))
FIRM_SETTINGS_CHANGED = event(
    "firm settings changed", _("Changed in the company's settings: {changed}"), also=("changes",)
)
ROLE_MADE = event("role made", _("The role {role} was made"))
PERMISSION_CHANGED = event(
    "permission changed", _("What the role {role} may do was changed"), also=("changes",)
)
