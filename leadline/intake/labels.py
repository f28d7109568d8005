"""What a column may be, as people choose it: grouped, and in their language."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leadline.intake.targets import ANSWER, SKIP

Choice = tuple[str, str]
Group = tuple[str, list[Choice]]

_GROUPS = (
    (
        gettext_lazy("The person"),
        (
            ("name", gettext_lazy("Full name")),
            ("given name", gettext_lazy("Given name")),
            ("family name", gettext_lazy("Family name")),
            ("e-mail", gettext_lazy("E-mail address")),
            ("phone", gettext_lazy("Phone number")),
            ("job title", gettext_lazy("Job title")),
            ("language", gettext_lazy("Language")),
            ("born on", gettext_lazy("Day of birth")),
        ),
    ),
    (
        gettext_lazy("The company"),
        (
            ("company", gettext_lazy("Company's name")),
            ("website", gettext_lazy("Company's website")),
            ("company number", gettext_lazy("Company's number in the other system")),
            ("street", gettext_lazy("Street")),
            ("postcode", gettext_lazy("Postcode")),
            ("city", gettext_lazy("City")),
            ("region", gettext_lazy("Region")),
            ("country", gettext_lazy("Country")),
        ),
    ),
    (
        gettext_lazy("The inquiry"),
        (
            ("number", gettext_lazy("Number in the other system")),
            ("received on", gettext_lazy("Day it came in")),
            ("source", gettext_lazy("Source")),
            ("campaign", gettext_lazy("Campaign")),
            ("landing page", gettext_lazy("Page it came from")),
            ("referrer", gettext_lazy("Site that sent them")),
            ("message", gettext_lazy("What they wrote")),
        ),
    ),
    (
        gettext_lazy("Where it stands"),
        (
            ("stage", gettext_lazy("Stage, status or end")),
            ("since", gettext_lazy("Since when it stands there")),
            ("owner", gettext_lazy("Owner: name or e-mail address")),
            ("call result", gettext_lazy("Call result")),
        ),
    ),
    (
        gettext_lazy("What they allow"),
        (
            ("consent", gettext_lazy("Wording they agreed to")),
            ("may e-mail", gettext_lazy("Whether we may write: yes or no")),
            ("do not e-mail", gettext_lazy("Asked not to be written to: yes or no")),
            ("do not call", gettext_lazy("Asked not to be called: yes or no")),
        ),
    ),
)
LABELS = {target: label for _group, targets in _GROUPS for target, label in targets}


def choices(fields: Iterable[Choice], now: str) -> list[Choice | Group]:
    """Every target in its group. fields: what a lead of this playbook can know besides, by
    name, and as it is called.

    now: what is chosen, which stays possible even where this playbook knows no such field.
    """
    answers = {f"{ANSWER}{name}": label for name, label in fields}
    if now.startswith(ANSWER):
        answers.setdefault(now, now.removeprefix(ANSWER))
    found: list[Choice | Group] = [(SKIP, _("Leave it out"))]
    found += [(str(group), [(t, str(label)) for t, label in targets]) for group, targets in _GROUPS]
    if answers:
        found.append((_("What else is known"), list(answers.items())))
    return found
