"""The query by which a list asks the index about an answer."""

from django.db.models import Q

from leadline.conditions.context import Context
from leadline.conditions.encoded import comparable_q, encoded_q, piece_q
from leadline.conditions.tree import Among, Contains, Test
from leadline.records.indexing import pieces_of
from leadline.records.models import AnswerIndex


def asked_of_index(test: Test, context: Context) -> Q | None:
    """The records for which the test holds, as `evaluate` says of their answers.

    None where two fields are compared: that is known for one record at a time.
    """
    name, one = test.field.name, encoded_q(test, context)
    if one is None:
        return None
    found = _records(name, one)
    if isinstance(test, Contains):
        found |= _records(pieces_of(name), piece_q(test))
    if isinstance(test, Among | Contains) and test.negated:
        return _records(name, comparable_q(test, context)) & ~found
    return found


def _records(name: str, rows: Q) -> Q:
    return Q(pk__in=AnswerIndex.objects.filter(rows, field=name).values("record"))
