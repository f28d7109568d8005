"""What can happen to people, teams and the firm's settings."""

from django.utils.translation import gettext_noop as _

from leadline.core.events import event

PERSON_INVITED = event(
    "person invited", _("Invited as {role} in {team}"), also=("email",), erases=("email",)
)
PERSON_JOINED = event("person joined", _("Accepted the invitation"))
PROFILE_CHANGED = event("profile changed", _("Changed in the profile: {changed}"))
LEAVE_TAKEN = event("leave taken", _("Is away from {from_at} until {until_at}"))
TEAM_FORMED = event("team formed", _("Team {team} was formed"))
FIRM_SETTINGS_CHANGED = event(
    "firm settings changed", _("Changed in the company's settings: {changed}")
)
