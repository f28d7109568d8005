"""What conditions may ask of a lead's score."""

from collections.abc import Callable, Sequence

from leadline.conditions.catalogue import Field, Kind
from leadline.conditions.declared import declare
from leadline.core import clock
from leadline.leads.score.loading import Scored, scored
from leadline.leads.score.query import engagement_query, score_query
from leadline.leads.score.standing import BAND, CONTACT_SCORE, ENGAGEMENT, RESPONSE, SCORE
from leadline.records.models import Record

BANDS = ("A", "B", "C", "D")


def _scored(records: Sequence[Record]) -> list[Scored]:
    return scored(records)


def _declare(field: Field, read: Callable[[Scored], object]) -> None:
    def known(one: Scored | None) -> object:
        return None if one is None else read(one)

    declare(field, about="lead", load=_scored, room="leads", read=known)


def _value(name: str) -> Callable[[Scored], object]:
    def read(one: Scored) -> object:
        standing = one.standing
        return standing.values_by_every_name(clock.now())[name] if standing else None

    return read


_declare(Field(SCORE, Kind.NUMBER, zh="评分", query=score_query, fades=True), _value(SCORE))
_declare(
    Field(BAND, Kind.CHOICE, zh="匹配等级", choices=BANDS,
          choices_zh=tuple(f"{name} 级" for name in BANDS), column="score__band"),
    _value(BAND),
)  # fmt: skip
_declare(
    Field(ENGAGEMENT, Kind.NUMBER, zh="参与度", query=engagement_query, fades=True),
    _value(ENGAGEMENT),
)
_declare(
    Field(RESPONSE, Kind.MOMENT, zh="最近回应", column="score__responded_at"),
    lambda one: one.row.responded_at if one.row else None,
)
declare(
    Field(CONTACT_SCORE, Kind.NUMBER, zh="联系人评分", query=score_query, fades=True),
    about="contact",
    load=_scored,
    room="leads",
    read=_value(CONTACT_SCORE),
)
