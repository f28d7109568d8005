"""What conditions may ask about the letters of a record."""

from collections.abc import Sequence

from django.db.models import Max

from leadline.conditions.catalogue import Field, Kind
from leadline.conditions.declared import declare
from leadline.mail.models import Letter, State
from leadline.records.models import Record


def _is_held(records: Sequence[Record]) -> list[object]:
    rows = Letter.objects.filter(record__in=[r.pk for r in records], state=State.HELD)
    held = set(rows.values_list("record_id", flat=True))
    return [record.pk in held for record in records]


def _last_sent(records: Sequence[Record]) -> list[object]:
    rows = Letter.objects.filter(record__in=[r.pk for r in records], state=State.SENT)
    last = dict(rows.values_list("record_id").annotate(last=Max("sent_at")))
    return [last.get(record.pk) for record in records]


declare(
    Field("letter is held", Kind.YES_NO, zh="有邮件被扣住", opposite_zh="没有邮件被扣住"),
    about="record",
    load=_is_held,
    room="mail",
)
declare(
    Field("last letter sent", Kind.MOMENT, zh="最近发信时间"),
    about="record",
    load=_last_sent,
    room="mail",
)
