"""Publishing: a text that passes its checks is frozen and in force from then on."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access.models import User
from leadline.access.policy import let
from leadline.access.queries import has_role, people_of_team, people_with_role
from leadline.access.roles import MANAGER, reserve
from leadline.core.actions import action
from leadline.core.actor import ActorKind
from leadline.core.batch import Batch
from leadline.core.errors import Invalid, Refused, Stale
from leadline.playbooks import events
from leadline.playbooks.built import not_yet
from leadline.playbooks.checks.every import check
from leadline.playbooks.checks.statuses import group_of
from leadline.playbooks.custom import words_now
from leadline.playbooks.definition import Playbook
from leadline.playbooks.models import Published, Signature, Version
from leadline.playbooks.problems import Problem, errors
from leadline.playbooks.signatures import SignedPart, parts_of
from leadline.playbooks.vocabulary_files import declared_words, standard


class Unpublishable(Invalid):
    """The text has errors, or asks for what nobody carries out yet; `found` are all of them."""

    def __init__(self, found: tuple[Problem, ...]) -> None:
        first = "\n".join(str(problem) for problem in found)
        super().__init__(
            gettext("This playbook cannot be published yet:") + "\n" + first,
            {str(problem.place): problem.message for problem in found},
        )
        self.found = found


@action(
    _("publish playbook"),
    _("Checks a playbook, freezes it as a version and puts it in force."),
    events=(events.PUBLISHED,),
)
def publish(
    batch: Batch,
    subject: None,
    *,
    name: str,
    source: Path | Mapping[str, str],
    over: int | None = None,
) -> Version:
    """The version now in force; the same text again is the version that it was.

    over: the number that was in force when somebody looked (0 for none), where somebody did.
    Raises Unpublishable with every error at once, and Stale where another is in force by now.
    """
    checked = check(source, words_now(), name)
    playbook = checked.playbook
    if playbook is None or errors(checked.problems):
        raise Unpublishable(errors(checked.problems))
    if later := (*problems_to_publish(playbook), *groups_missing(playbook)):
        raise Unpublishable(later)
    published = Published.objects.select_for_update().filter(name=name).first()
    if published is None:
        published = batch.add(Published(name=name, title=playbook.title))
    _refuse_stale(published, over)
    version = _version(batch, published, playbook)
    if published.current_id is None or published.current_id != version.pk:
        batch.change(published, current=version, title=playbook.title)
        for one in published.versions.exclude(settled_at=None) if published.pk else ():
            batch.change(one, settled_at=None)  # its records are compared with the new version
        warnings = [str(problem) for problem in checked.problems]
        told: dict[str, Any] = {"hash": version.hash, "warnings": warnings}
        batch.happened(published, events.PUBLISHED, number=version.number, **told)
    return version


def problems_to_publish(playbook: Playbook) -> tuple[Problem, ...]:
    """What a playbook that reads well asks for, and nobody carries out yet."""
    return tuple(not_yet(playbook, declared_words(), standard()))


def groups_missing(playbook: Playbook) -> tuple[Problem, ...]:
    """Groups that a process needs and to which nobody belongs."""
    found = []
    for process in playbook.processes.values():
        group = group_of(process)
        pools = playbook.settings.get("pools") or {}
        if group and not _members(group, pools.get(group, ())):
            message = gettext("Nobody belongs to the group “%(group)s” that this process needs.")
            hint = gettext("Give somebody the role, or take out MAQL, LAL and Re-Market.")
            found.append(Problem(process.place, message % {"group": group}, hint))
    return tuple(found)


def _members(group: str, roles: Iterable[str]) -> set[int]:
    found: set[int] = set()
    for name in (group, *roles):
        found |= {*people_with_role(name), *people_of_team(name)}
    return found


def _version(batch: Batch, published: Published, playbook: Playbook) -> Version:
    """The version that says the very same, or a new one."""
    same = Version.objects.filter(playbook=published.pk, hash=playbook.hash).first()
    return same or batch.add(
        Version(
            playbook=published,
            number=_next_number(published),
            hash=playbook.hash,
            files=dict(playbook.files),
            published_at=batch.now,
            published_by=_publisher(batch),
        )
    )


def _refuse_stale(published: Published, over: int | None) -> None:
    now = published.current.number if published.current else 0
    if over is not None and over != now:
        told = gettext("Version %(number)s was put in force since. Look at what would change.")
        raise Stale(told % {"number": now})


def _next_number(published: Published) -> int:
    last = Version.objects.filter(playbook=published.pk).order_by("-number").first()
    return last.number + 1 if last else 1


def _publisher(batch: Batch) -> User | None:
    return User.objects.filter(pk=batch.actor.user_id).first() if batch.actor.user_id else None


@action(
    _("sign playbook"),
    _("Signs the sales-ready definition, or the promises, for one side."),
    events=(events.SIGNED,),
)
def sign_playbook(
    batch: Batch, subject: None, *, playbook: str, part: str, role: str, hash: str
) -> Signature:
    """Of the version in force, in the words that whoever signs has read (their hash).

    Only somebody who has the role signs for it, and nobody for two sides. Signing again is the
    signature that there is. Raises Stale where other words are in force by now.
    """
    published = Published.objects.select_for_update().filter(name=playbook).first()
    if published is None or published.current is None:
        raise Invalid(gettext("There is no such playbook in force."))
    version = published.current
    found = next((one for one in parts_of(version) if one.signable.part == part), None)
    if found is None or role not in found.signatures:
        raise Invalid(gettext("The agreement asks for no such signature."))
    if found.signable.hash != hash:
        raise Stale(gettext("The text has changed since. Read it again before you sign."))
    signature = found.signatures[role]
    if signature is None:
        user = _signer(batch, found, role)
        [published] = batch.lock([published])
        signature = batch.add(
            Signature(
                playbook=published, version=version, part=part, hash=hash, role=role, user=user,
                words=found.signable.text, signed_at=batch.now,
            )
        )  # fmt: skip
        told: dict[str, Any] = {"by": str(user), "hash": hash, "number": version.number}
        batch.happened(published, events.SIGNED, role=role, part=part, **told)
    return signature


def _signer(batch: Batch, found: SignedPart, role: str) -> User:
    """The person who acts, if they may sign for this side."""
    user = _publisher(batch)
    if user is None or not has_role(user, role):
        raise Refused(gettext("Only somebody with the role %(role)s signs here.") % {"role": role})
    theirs = [name for name, one in found.signatures.items() if one and one.user_id == user.pk]
    if theirs:
        told = gettext("You have signed for %(role)s. Somebody else signs for the other side.")
        raise Refused(told % {"role": theirs[0]})
    return user


reserve("publish playbook", MANAGER)
let(ActorKind.PERSON, "sign playbook")
