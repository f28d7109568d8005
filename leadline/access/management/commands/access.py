"""`leadline access invite EMAIL --role ROLE --team TEAM` prints the link that lets a person in."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from leadline.access.actions import form_team, invite_person, make_firm, make_shipped_roles
from leadline.access.invitations import path_for
from leadline.access.models import Role, Team, User
from leadline.core.actor import AUTOMATION
from leadline.core.errors import Refused


class Command(BaseCommand):
    help = "Invites a person to sign in and prints the link with which they choose a password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="command", required=True)
        invite = commands.add_parser("invite", help="invite a person, or print their link anew")
        invite.add_argument("email")
        invite.add_argument("--role", default="Admin", help="default: Admin")
        invite.add_argument("--team", help="default: the whole company")
        invite.add_argument("--name", default="")
        invite.add_argument("--language", default="en", choices=dict(settings.LANGUAGES))

    def handle(self, *args: Any, **options: Any) -> None:
        firm = make_firm()
        make_shipped_roles()
        user = User.objects.filter(email=options["email"].strip().lower()).first()
        if user is None:
            user = self._invite(options, options["team"] or firm.name)
        elif user.has_usable_password():
            raise CommandError(f"{user.email} signs in already; a lost password is reset there.")
        self.stdout.write(f"{settings.URL}{path_for(user)}")

    def _invite(self, options: dict[str, Any], team_name: str) -> User:
        role = Role.objects.filter(name=options["role"]).first()
        if role is None:
            names = ", ".join(Role.objects.order_by("pk").values_list("name", flat=True))
            raise CommandError(f"There is no role {options['role']}. There are: {names}.")
        team = Team.objects.filter(name=team_name).first()
        if team is None and options["team"]:
            raise CommandError(f"There is no team {team_name}.")
        try:
            return invite_person(
                AUTOMATION,
                None,
                email=options["email"],
                name=options["name"],
                role=role,
                team=team or form_team(AUTOMATION, None, name=team_name),
                language=options["language"],
            )
        except Refused as refusal:
            raise CommandError(refusal.sentence) from refusal
