"""What marketing and sales have agreed in a playbook: the words, who signed, who must still."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from leadline.access.models import User
from leadline.access.queries import people_with_role
from leadline.conditions.tree import Condition, Every, YesNo
from leadline.playbooks.agreement import Part, definition_fields, promised
from leadline.playbooks.checks.seven import funnel_of
from leadline.playbooks.definition import Playbook
from leadline.playbooks.explain.speaker import Speaker
from leadline.playbooks.explain.stages import clock_items
from leadline.playbooks.models import Published, Signature
from leadline.playbooks.rulebook import SIGNED
from leadline.playbooks.signatures import SignedPart, parts_of
from leadline.playbooks.versions import definition_of
from leadline.playbooks.walk import rules_of
from leadline.workspace.reading import speaker_of

TITLES = {
    Part.DEFINITION: gettext_noop("What is sales-ready"),
    Part.PROMISES: gettext_noop("The promises of both sides"),
}


@dataclass(frozen=True)
class Side:
    """One role that signs. key: its name in the playbook. may_sign: the reader, now."""

    key: str
    role: str
    signed_by: str
    signed_at: datetime | None
    may_sign: bool


@dataclass(frozen=True)
class PartPage:
    """One part in sentences. groups: heading ("" for none) and sentences."""

    part: str
    title: str
    hash: str
    groups: Sequence[tuple[str, Sequence[str]]]
    sides: Sequence[Side]
    is_in_force: bool
    lacking: Sequence[str]


@dataclass(frozen=True)
class Supplier:
    """Who supplies which fields; each with whether the definition asks for it."""

    name: str
    fields: Sequence[tuple[str, bool]]


@dataclass(frozen=True)
class SignedLine:
    """A signature of now or before, with the words that were signed."""

    title: str
    role: str
    by: str
    signed_at: datetime
    number: int
    words: str
    holds: bool


@dataclass(frozen=True)
class Component:
    """One of the six components: where it stands, and since which version it says what it says."""

    title: str
    files: Sequence[str]
    since: int


@dataclass(frozen=True)
class AgreedPage:
    """The agreement of the version in force."""

    name: str
    title: str
    number: int
    parts: Sequence[PartPage]
    suppliers: Sequence[Supplier]
    signed: Sequence[SignedLine]
    components: Sequence[Component]


def agreed_page(published: Published, user: User) -> AgreedPage:
    """A constant number of queries but one per role that signs."""
    version = published.current
    assert version is not None
    playbook, speaker = definition_of(version.pk), speaker_of(version.pk)
    parts = parts_of(version)
    return AgreedPage(
        name=published.name,
        title=speaker.word(playbook.title),
        number=version.number,
        parts=[_part(one, playbook, speaker, user) for one in parts],
        suppliers=list(_suppliers(playbook, speaker)),
        signed=list(_signed(published, parts, speaker)),
        components=_components(published, playbook),
    )


def _part(one: SignedPart, playbook: Playbook, speaker: Speaker, user: User) -> PartPage:
    part = one.signable.part
    definition = part is Part.DEFINITION
    groups = [("", _definition(playbook, speaker))] if definition else _promises(playbook, speaker)
    return PartPage(
        part=part,
        title=_(TITLES[part]),
        hash=one.signable.hash,
        groups=groups,
        sides=[_side(role, one, speaker, user) for role in one.signatures],
        is_in_force=one.is_in_force,
        lacking=[speaker.word(role) for role in one.lacking],
    )


def _side(role: str, one: SignedPart, speaker: Speaker, user: User) -> Side:
    signature = one.signatures[role]
    has_signed = any(s is not None and s.user_id == user.pk for s in one.signatures.values())
    free = signature is None and not has_signed
    return Side(
        key=role,
        role=speaker.word(role),
        signed_by=str(signature.user) if signature else "",
        signed_at=signature.signed_at if signature else None,
        may_sign=free and user.pk in people_with_role(role),
    )


def _definition(playbook: Playbook, speaker: Speaker) -> list[str]:
    agreement = rules_of(playbook).agreement
    spec = playbook.catalogue.get(agreement.definition) if agreement else None
    if spec is None or spec.means is None:
        return []
    found = [spec, *(one.field for one in definition_fields(playbook) if one.field.means)]
    return [
        speaker.say("means", field=speaker.word(one.label), condition=speaker.condition(means))
        for one in found
        if one.means is not None and (means := _as_written(one.means))
    ]


def _as_written(means: Condition) -> Condition:
    """Without what the program adds to it: that it is signed."""
    match means.tree:
        case Every(parts=(*parts, YesNo(field=field))) if parts and field.name == SIGNED:
            return replace(means, tree=Every(tuple(parts)))
        case _:
            return means


def _promises(playbook: Playbook, speaker: Speaker) -> list[tuple[str, list[str]]]:
    groups: dict[str, list[str]] = {}
    for one in promised(playbook):
        sentences = [text for _key, text in clock_items(one.clock, speaker)]
        groups.setdefault(speaker.word(one.side), []).extend(sentences)
    return list(groups.items())


def _suppliers(playbook: Playbook, speaker: Speaker) -> Iterator[Supplier]:
    """By who supplies them, as fields.yaml says; then what the product learns for the score."""
    asked = {one.field.name for one in definition_fields(playbook)}
    groups: dict[str, list[tuple[str, bool]]] = {}
    for spec in playbook.fields.values():
        if spec.supplied_by:
            told = (speaker.word(spec.field.label), spec.field.name in asked)
            groups.setdefault(speaker.word(spec.supplied_by), []).append(told)
    yield from (Supplier(name, fields) for name, fields in groups.items())
    score = rules_of(playbook).score
    if score is None:
        return
    fit = dict.fromkeys(n for one in score.fit if one.when for n in sorted(one.when.fields))
    supplied = {name for name, spec in playbook.fields.items() if spec.supplied_by}
    known = [
        field for name in fit if (field := playbook.catalogue.get(name)) and name not in supplied
    ]
    plain = [(speaker.word(one.label), one.name in asked) for one in known if one.means is None]
    yield Supplier(_("Forms and appended data, for the score"), plain)
    events = dict.fromkeys(one.on for one in score.engagement if one.on)
    acts = [(speaker.word(event), False) for event in events]
    yield Supplier(_("Observed behavior, for the score"), acts)


def _signed(
    published: Published, parts: Sequence[SignedPart], speaker: Speaker
) -> Iterator[SignedLine]:
    """Every signature there ever was, the newest first."""
    now = {one.signable.hash for one in parts}
    rows = Signature.objects.filter(playbook=published).select_related("user", "version")
    for one in rows.order_by("-signed_at", "-pk"):
        yield SignedLine(
            title=_(TITLES[Part(one.part)]),
            role=speaker.word(one.role),
            by=str(one.user),
            signed_at=one.signed_at,
            number=one.version.number,
            words=one.words,
            holds=one.hash in now,
        )


def _components(published: Published, playbook: Playbook) -> list[Component]:
    """The six of lead management, each with its files; one that has none is left out of `since`."""
    funnel = tuple(dict.fromkeys(one.place.file for one in funnel_of(playbook)))
    wanted: Mapping[str, tuple[str, ...]] = {
        _("What is sales-ready"): ("agreement.yaml", "fields.yaml"),
        _("Lead statuses"): funnel,
        _("Routing and notices"): ("routes.yaml",),
        _("Lead score"): ("score.yaml",),
        _("The promises of both sides"): ("agreement.yaml", *funnel),
        _("What the funnel counts"): funnel,
    }
    there = {title: [f for f in files if f in playbook.files] for title, files in wanted.items()}
    since = _since(published, {file for files in there.values() for file in files})
    return [
        Component(title, files, max((since[one] for one in files), default=0))
        for title, files in there.items()
    ]


def _since(published: Published, files: set[str]) -> dict[str, int]:
    """Per file the first version that had it as it is now, with no other in between."""
    current = published.current
    assert current is not None
    found = dict.fromkeys(files, current.number)
    same = set(files)
    older = published.versions.filter(number__lt=current.number).order_by("-number")
    for number, texts in older.values_list("number", "files").iterator(chunk_size=10):
        same = {one for one in same if texts.get(one) == current.files[one]}
        found.update(dict.fromkeys(same, number))
        if not same:
            break
    return found
