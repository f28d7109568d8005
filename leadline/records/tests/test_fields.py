from leadline.access.models import User
from leadline.conditions.declared import declared_fields
from leadline.records.models import Record


def test_the_owner_is_known_by_address(record: Record, mei: User) -> None:
    record.owner = mei
    load = declared_fields()["owner"].load
    assert load is not None
    assert load([record, Record()]) == ["mei@firm.example", None]
