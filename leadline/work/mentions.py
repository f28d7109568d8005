"""Whom a note may reach as @name: who is offered, and who is named in vain."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from leadline.access.models import User
from leadline.access.policy import rights_to_see
from leadline.conditions.catalogue import normalised
from leadline.records.models import Record
from leadline.work import rules
from leadline.work.loading import colleagues


@dataclass(frozen=True)
class Colleague:
    """Somebody who can be told. mention: how a note names them, and nobody else."""

    pk: int
    name: str
    mention: str


def offered(record: Record, writer: User) -> list[Colleague]:
    """Everybody else who may see the record, by name; two queries besides the tree of teams."""
    known = colleagues()
    rights = rights_to_see([one.pk for one in known if one.pk != writer.pk])
    shared = [normalised(str(one)) for one in known]
    found = [
        Colleague(
            one.pk,
            str(one),
            f"@{one}" if shared.count(normalised(str(one))) == 1 else f"@{one.email}",
        )
        for one in known
        if one.pk != writer.pk and rights[one.pk].sees(record)
    ]
    return sorted(found, key=lambda one: one.name)


def with_mentions(text: str, chosen: Collection[str], among: Sequence[Colleague]) -> str:
    """The note with the chosen people (by id, as forms send them) named at its end, each once."""
    named = rules.mentioned(text, {one.pk: [one.mention[1:]] for one in among})
    picked = [one for one in among if str(one.pk) in chosen]
    missing = [one.mention for one in picked if one.pk not in named]
    return f"{text} {' '.join(missing)}" if missing else text


def named_in_vain(record: Record, text: str) -> list[str]:
    """The names of those who are mentioned in the text and may not see the record."""
    if "@" not in text and "＠" not in text:
        return []
    known = colleagues()
    found = rules.mentioned(text, {one.pk: names_of(one) for one in known})
    rights = rights_to_see(sorted(found))
    return [str(one) for one in known if one.pk in found and not rights[one.pk].sees(record)]


def names_of(user: User) -> list[str]:
    """What somebody may be called behind the @ of a note."""
    return [user.name, user.email, user.email.partition("@")[0]]
