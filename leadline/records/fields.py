"""What conditions may ask of any record."""

from collections.abc import Sequence

from leadline.access.models import User
from leadline.conditions.catalogue import Field, Kind
from leadline.conditions.declared import declare
from leadline.core.remembered import remembered
from leadline.playbooks.rulebook import SIGNED
from leadline.playbooks.signatures import with_definition_in_force
from leadline.records.models import Record


def _owners(records: Sequence[Record]) -> list[object]:
    """By e-mail address, since two people may have one name."""
    ids = {record.owner_id for record in records if record.owner_id}
    addresses = dict(User.objects.filter(pk__in=ids).values_list("pk", "email"))
    return [addresses.get(record.owner_id or 0) for record in records]


def _signed(records: Sequence[Record]) -> list[object]:
    """Whether both sides have signed what the record's version calls sales-ready."""
    ids = {record.version_id for record in records if record.version_id}
    in_force = remembered(with_definition_in_force, frozenset(ids))
    return [record.version_id in in_force for record in records]


declare(
    Field("owner", Kind.USER, zh="负责人", column="owner__email"),
    about="record",
    load=_owners,
    room="records",
)
declare(
    Field("stage", Kind.TEXT, zh="阶段", column="stage"),
    about="record",
    load=lambda records: [record.stage or None for record in records],
    room="records",
)
declare(
    Field("opened", Kind.MOMENT, zh="建立时间", column="opened_at"),
    about="record",
    load=lambda records: [record.opened_at for record in records],
    room="records",
)
declare(
    Field(
        SIGNED,
        Kind.YES_NO,
        zh="合格线索定义已签署",
        opposite="definition is not signed",
        opposite_zh="合格线索定义未签署",
    ),
    about="record",
    load=_signed,
    room="records",
)
