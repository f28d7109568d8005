"""What lies in the bin is left out by default managers: nobody who asks for rows can forget it."""

from collections.abc import Iterable

from django.db import models
from django.test.utils import isolate_apps

from leadline.core.bin import Binnable, Outside, WithBin
from leadline.records.models import OfRecord, Record
from tests.architecture.source import hold
from tests.architecture.test_lineage import ours

# Rows that point at a record and are there while it lies in the bin, each with the reason.
APART = {
    "records.answerindex": "it is asked of records that were found already",
    "records.record": "it leaves itself out, see Binnable",
    "search.recordwords": "it is deleted and written anew as the record goes and comes",
    "intake.arrival": "what came in stays counted",
    "service.entitlement": "what a customer had, they had",
    "automation.passing": "how often rules were passed stays counted",
}


def forgetful(tables: Iterable[type[models.Model]]) -> list[str]:
    found = []
    for table in tables:
        name, manager = table._meta.label_lower, table._default_manager
        keys = [one for one in table._meta.get_fields() if isinstance(one, models.ForeignKey)]
        if issubclass(table, Binnable):
            indexed = any(one.fields == ["binned_at"] for one in table._meta.indexes)
            if not indexed:
                found.append(f"{name} has no index of what lies in the bin: bin_index(…)")
            if not isinstance(manager, Outside | OfRecord):
                found.append(f"{name} shows what lies in the bin: its manager must be Outside")
        elif any(one.related_model is Record for one in keys) and name not in APART:
            if not isinstance(manager, OfRecord):
                found.append(f"{name} shows rows of records in the bin: objects = OfRecord()")
            elif not isinstance(getattr(table, "with_bin", None), WithBin):
                found.append(f"{name} has no with_bin = WithBin()")
    return found


def test_nothing_that_hangs_on_a_record_is_seen_while_that_lies_in_the_bin() -> None:
    hold(forgetful(ours()))


def test_what_is_apart_exists_and_says_why() -> None:
    assert APART.keys() <= {one._meta.label_lower for one in ours()}
    assert all(len(reason.split()) > 3 for reason in APART.values())


@isolate_apps("leadline.records")
def test_a_table_that_forgets_is_found() -> None:
    class Gift(models.Model):
        record = models.ForeignKey(Record, models.CASCADE, related_name="+")

        class Meta:
            app_label = "records"

    class Bare(Binnable):
        objects = models.Manager()

        class Meta:
            app_label = "records"

    assert [line.split(" ")[0] for line in forgetful([Gift, Bare])] == [
        "records.gift",
        "records.bare",
        "records.bare",
    ]
