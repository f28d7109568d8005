"""Taking records out needs a permission and is noted."""

import pytest

from leadline.access.actor import person
from leadline.access.models import Permission
from leadline.core.errors import Refused
from leadline.core.models import Event
from leadline.workspace.actions.exporting import export_records


def test_it_is_noted_in_the_persons_history(cast):
    export_records(cast.as_mei, cast.mei, kind="lead", query="q=a", number=7, format="csv")
    event = Event.objects.get(name="records exported")
    assert str(event) == "7 records taken out as csv"
    assert event.data["query"] == "q=a"


def test_ordinary_work_does_not_include_it(cast):
    Permission.objects.filter(role__name="Seller", action="everything").delete()
    with pytest.raises(Refused, match="role does not include"):
        export_records(person(cast.mei), cast.mei, kind="lead", query="", number=1, format="csv")
