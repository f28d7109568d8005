"""What conditions may ask about the letters of a record."""

from collections.abc import Sequence

from leadline.conditions.catalogue import Field, Kind
from leadline.conditions.declared import declare
from leadline.mail.models import Letter, State
from leadline.mail.queries import last_sent_of
from leadline.records.models import Record


def _is_held(records: Sequence[Record]) -> list[object]:
    rows = Letter.objects.filter(record__in=[r.pk for r in records], state=State.HELD)
    held = set(rows.values_list("record_id", flat=True))
    return [record.pk in held for record in records]


declare(
    Field("letter is held", Kind.YES_NO, zh="有邮件被扣住", opposite_zh="没有邮件被扣住"),
    about="record",
    load=_is_held,
    room="mail",
)
declare(
    Field("last letter sent", Kind.MOMENT, zh="最近发信时间"),
    about="record",
    load=last_sent_of,
    room="mail",
)
