"""Who has signed which words of an agreement, and which versions' agreements are in force."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from leadline.playbooks.agreement import Part, Signable, signable, signables
from leadline.playbooks.models import Signature, Version
from leadline.playbooks.versions import definition_of, readable

Signed = Mapping[tuple[int, str, str, str], Signature]  # by playbook, part, hash and role


@dataclass(frozen=True)
class SignedPart:
    """One part of a version's agreement, with each role that must sign and its signature."""

    signable: Signable
    signatures: Mapping[str, Signature | None]

    @property
    def lacking(self) -> tuple[str, ...]:
        """The roles that have not signed these words."""
        return tuple(role for role, one in self.signatures.items() if one is None)

    @property
    def is_in_force(self) -> bool:
        """Both sides have signed; one role alone is no agreement."""
        return len(self.signatures) > 1 and not self.lacking


def parts_of(version: Version) -> tuple[SignedPart, ...]:
    """What there is to sign in a version; one query."""
    found = _signed([version.playbook_id])
    parts = signables(definition_of(version.pk))
    return tuple(_part(one, version.playbook_id, found) for one in parts)


def with_definition_in_force(version_ids: Collection[int]) -> frozenset[int]:
    """Of these versions, those whose sales-ready definition both sides have signed; two queries.

    One that cannot be read any more is none of them.
    """
    texts = {pk: readable(pk) for pk in version_ids}
    parts = {pk: signable(text, Part.DEFINITION) for pk, text in texts.items() if text}
    asked = {pk: part for pk, part in parts.items() if part is not None}
    if not asked:
        return frozenset()
    playbooks = dict(Version.objects.filter(pk__in=asked).values_list("pk", "playbook_id"))
    found = _signed(set(playbooks.values()))
    return frozenset(
        pk for pk, part in asked.items() if _part(part, playbooks[pk], found).is_in_force
    )


def _signed(playbooks: Collection[int]) -> Signed:
    rows = Signature.objects.filter(playbook__in=playbooks).select_related("user")
    return {(row.playbook_id, row.part, row.hash, row.role): row for row in rows}


def _part(one: Signable, playbook: int, found: Signed) -> SignedPart:
    keys = {role: (playbook, one.part, one.hash, role) for role in one.roles}
    return SignedPart(one, {role: found.get(key) for role, key in keys.items()})
