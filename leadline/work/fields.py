"""What conditions may ask about the work on a record."""

from collections.abc import Sequence

from django.db.models import Count

from leadline.conditions.catalogue import Field, Kind
from leadline.conditions.declared import declare
from leadline.records.models import Record
from leadline.work.loading import last_contacts_of
from leadline.work.models import OPEN, Call, Task
from leadline.work.results import CallResult

RESULTS_ZH = ("已通话", "无人接听", "占线", "已留语音", "对方挂断", "关机", "号码不对", "空号")


def _open_tasks(records: Sequence[Record]) -> list[object]:
    rows = Task.objects.filter(OPEN, record__in=[record.pk for record in records])
    number = dict(rows.values_list("record_id").annotate(Count("pk")))
    return [number.get(record.pk, 0) for record in records]


def _last_results(records: Sequence[Record]) -> list[object]:
    calls = Call.objects.filter(record__in=[record.pk for record in records])
    in_order = calls.order_by("called_at", "pk").values_list("record_id", "result")
    last = dict(in_order)
    return [last.get(record.pk) for record in records]


declare(
    Field("last contact", Kind.MOMENT, zh="最近联系"),
    about="record",
    load=last_contacts_of,
    room="work",
)
declare(
    Field("open tasks", Kind.NUMBER, zh="未完成任务数"),
    about="record",
    load=_open_tasks,
    room="work",
)
declare(
    Field(
        "last call result",
        Kind.CHOICE,
        zh="最近通话结果",
        choices=tuple(CallResult.values),
        choices_zh=RESULTS_ZH,
    ),
    about="record",
    load=_last_results,
    room="work",
)
