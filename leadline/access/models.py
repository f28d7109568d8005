"""Who works here: people, their teams, what their roles may do, and the firm itself."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from leadline.core.models import Eventful
from leadline.core.remembered import remembered


class Theme(models.TextChoices):
    AUTO = "auto", _("As the device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class TextSize(models.TextChoices):
    COMPACT = "compact", _("Compact")
    NORMAL = "normal", _("Normal")
    LARGE = "large", _("Large")


class Reach(models.TextChoices):
    """Whose records a permission covers."""

    OWN = "own", _("their own")
    TEAM = "team", _("their team's")
    ALL = "all", _("everyone's")


class People(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())


class User(Eventful, AbstractBaseUser):
    """A person who signs in by e-mail address; without a usable password they are still invited."""

    stream: ClassVar[str] = "user"
    email = models.EmailField(_("E-mail address"), max_length=254, unique=True)
    name = models.CharField(pgettext_lazy("of a person", "Name"), max_length=120)
    language = models.CharField(_("Language"), max_length=10, default="en")
    phone = models.CharField(_("Phone number"), max_length=40, blank=True)
    zone = models.CharField(_("Time zone"), max_length=40, blank=True)
    theme = models.CharField(_("Colors"), max_length=8, choices=Theme, default=Theme.AUTO)
    text_size = models.CharField(
        _("Text size"), max_length=8, choices=TextSize, default=TextSize.NORMAL
    )
    has_digest = models.BooleanField(_("One mail a day about what I follow"), default=False)
    manager = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="reports"
    )
    stand_in = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="stands_in_for"
    )
    is_active = models.BooleanField(default=True)

    objects = People()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="user_email_lower"
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def owner_id(self) -> int:
        """A person's account is their own, in the sense of `policy`."""
        return self.pk

    @property
    def initials(self) -> str:
        """Two letters for the round sign: AK for Anna Koch, 李娜 as it is, 王小 for 王小明."""
        words = self.name.split() or [self.email]
        if len(words) > 1 and words[0].isascii():
            return (words[0][0] + words[-1][0]).upper()
        return words[0][:2].upper()


class Team(Eventful):
    """A group in the tree of the firm; what is blank comes from the team above, then the firm.

    hours: seven texts, Monday first, for `core.shifts`: "09:00–12:30, 13:30–18:00"; "" is off.
    capacity: how many open records one member can carry; routing passes over those who are full.
    """

    stream: ClassVar[str] = "team"
    name = models.CharField(_("Name"), max_length=120, unique=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    zone = models.CharField(_("Time zone"), max_length=40, blank=True)
    country = models.CharField(_("Country of the holidays"), max_length=2, blank=True)
    hours = models.JSONField(_("Working hours"), null=True, blank=True)
    capacity = models.PositiveSmallIntegerField(_("Capacity"), null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class SpecialDay(models.Model):
    """A day on which a team works although it would not, or does not although it would."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="special_days")
    day_on = models.DateField(_("Day"))
    works = models.BooleanField(_("They work"), default=False)
    name = models.CharField(_("Name"), max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "day_on"], name="one_special_day_per_team")
        ]

    def __str__(self) -> str:
        return f"{self.day_on} {self.name}"


class Leave(models.Model):
    """A span in which a person does not work; from `from_at` to just before `until_at`."""

    user = models.ForeignKey(User, models.CASCADE, related_name="leaves")
    from_at = models.DateTimeField(_("From"))
    until_at = models.DateTimeField(_("Until"), db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_at__gt=models.F("from_at")),
                name="leave_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.from_at:%Y-%m-%d} – {self.until_at:%Y-%m-%d}"


class Role(models.Model):
    """A set of permissions under the name that playbooks use ("role Sales Admin")."""

    name = models.CharField(_("Name"), max_length=80, unique=True)

    def __str__(self) -> str:
        return self.name


class Permission(models.Model):
    """One yes: people in this role may do this action with the records within reach.

    action: a name from the action catalogue, or a word of `roles` (see, ordinary work, everything).
    """

    role = models.ForeignKey(Role, models.CASCADE, related_name="permissions")
    action = models.CharField(max_length=80)
    reach = models.CharField(max_length=4, choices=Reach)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["role", "action"], name="one_reach_per_action")
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.action} ({self.reach})"


class Membership(models.Model):
    """A person has a role in a team, and with it in all teams below."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    role = models.ForeignKey(Role, models.PROTECT, related_name="memberships")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "user", "role"], name="one_membership_per_role")
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.role}, {self.team}"


class Firm(Eventful):
    """The company that uses this installation, in one row.

    Amounts are compared in its currency, days without a team are days of its zone. shows_people:
    whether promises that were kept are counted by person, too; by team they always are.
    """

    stream: ClassVar[str] = "firm"
    name = models.CharField(_("Company"), max_length=120)
    zone = models.CharField(_("Time zone"), max_length=40, default="UTC")
    country = models.CharField(_("Country"), max_length=2, default="US")
    currency = models.CharField(_("Currency"), max_length=3, default="USD")
    language = models.CharField(_("Language"), max_length=10, default="en")
    sender = models.EmailField(_("Sender of letters"), blank=True)
    foot = models.CharField(_("Under every letter"), max_length=500, blank=True)
    shows_people = models.BooleanField(_("Promises by person"), default=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_firm")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> "Firm":
        """The one row, or the defaults before anyone has written it; to be read, not changed."""
        return remembered(_the_firm)


def _the_firm() -> Firm:
    return Firm.objects.filter(pk=1).first() or Firm(pk=1, name="Leadline")
