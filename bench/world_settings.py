"""What opens the pages of the settings: one of each thing that a firm keeps for itself."""

import io
import zipfile
from typing import Any

from django.core import signing

from leadline.access.actor import person
from leadline.access.models import Membership, Role, Team, User
from leadline.automation.actions.rehearsing import rehearse_playbook
from leadline.automation.rehearsal.working import rehearse_due
from leadline.core import clock
from leadline.files.store import put
from leadline.intake.models import Door, DoorKind
from leadline.parties.models import ScreeningEntry
from leadline.playbooks.custom import Choice
from leadline.playbooks.models import CustomField, Published
from leadline.playbooks.reader.archive import archive_of
from leadline.records.models import Record
from leadline.records.routing.ledger import pool_names
from leadline.service.models import Product
from leadline.workspace.actions.fields import add_custom_field
from leadline.workspace.actions.views import make_view
from leadline.workspace.views.publishing import SALT

NEVER = 1  # of pages that only take posts: what they do is done to nothing


def settings_of(admin: User, lead: Record) -> dict[str, Any]:
    """By an argument of a URL or the beginning of its name, as `World` wants it."""
    team = Team.objects.earliest("pk")
    view = make_view(person(admin), admin, kind="lead", name="All", query="")
    return {
        "colleague": admin.pk,
        "role": Role.objects.earliest("pk").pk,
        "role-taking": Membership.objects.earliest("pk").pk,
        "leave-taking-back": NEVER,
        "team": team.pk,
        "day": "2026-12-24",
        "screening": ScreeningEntry.objects.earliest("pk").pk,
        "key": "gone",
        "sealed": _proposal(),
        "number": 1,
        "view": view.pk,
        "pool": _pool(),
        "step": NEVER,
        "kind": DoorKind.FORM.value,
        "door": Door.objects.earliest("pk").pk,
        "name of guide-chapter": "seller",
        "product": Product.objects.earliest("pk").pk,
        "custom-field": _custom_field(admin),
        "field": CustomField.objects.earliest("pk").pk,
        **_rehearsal(admin, lead),
    }


def _pool() -> str:
    """One that a playbook in force has, or somebody has had a turn in."""
    return pool_names()[0]


def _custom_field(admin: User) -> int:
    choices = [Choice("Gold", "Gold", "金"), Choice("Silver", "Silver", "银")]
    told: dict[str, Any] = {"about": "lead", "kind": "choice", "choices": choices}
    return add_custom_field(person(admin), None, name="Level", name_zh="级别", **told).pk


def _proposal() -> str:
    """The playbook in force, handed in once more."""
    published = Published.objects.select_related("current").get(name="trial-subscription")
    assert published.current is not None
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for path, text in published.current.files.items():
            archive.writestr(path, text)
    content.seek(0)
    return signing.dumps([published.name, put(content).hash], salt=SALT)


def _rehearsal(admin: User, lead: Record) -> dict[str, Any]:
    """A text that was tried on what has happened; its promises are a minute long."""
    published = Published.objects.select_related("current").get(name="trial-subscription")
    assert published.current is not None
    kept = {path: text for path, text in published.current.files.items()
            if not path.startswith("scenarios/")}  # fmt: skip
    kept["lead.yaml"] = kept["lead.yaml"].replace("within: 1 working day", "within: 1 minute")
    hash_ = put(io.BytesIO(archive_of(kept, published.name))).hash
    made = rehearse_playbook(person(admin), None, name=published.name, hash=hash_, all=1)
    rehearse_due(clock.now())
    return {"rehearsal": made.pk, "record of rehearsal-record": lead.pk}
