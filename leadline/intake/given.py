"""What came as a post or an object, as texts by heading, with what only its door knows; pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from leadline.intake.json_body import flat
from leadline.intake.models import Arrival, DoorKind
from leadline.intake.rows import Row

UTM = ("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content")


@dataclass(frozen=True)
class Given:
    """texts: by heading, for the mapping. utm: the campaign parameters as they came."""

    texts: Mapping[str, str]
    utm: Mapping[str, str] = field(default_factory=dict)


def given_of(arrival: Arrival) -> Given:
    """Of a form: `fields`, `page` (by target) and `utm`; of a machine: its object, flat."""
    raw = arrival.raw or {}
    if arrival.door.kind == DoorKind.FORM:
        return Given({**raw.get("page", {}), **raw.get("fields", {})}, raw.get("utm", {}))
    texts = flat(raw)
    return Given(texts, {name: texts[name] for name in UTM if texts.get(name)})


def with_proof(row: Row, given: Given, arrival: Arrival) -> Row:
    """The row with its campaign parameters, and where what was agreed to can be looked up."""
    proof = f"{arrival.door} · {arrival.receipt} · {arrival.received_at:%Y-%m-%dT%H:%MZ}"
    return replace(row, incoming=replace(row.incoming, utm=dict(given.utm), proof=proof))
