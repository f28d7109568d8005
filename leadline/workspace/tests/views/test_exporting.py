"""A list as a file, through the pages."""

import pytest

from leadline.access.models import Permission
from leadline.core.models import Event


@pytest.fixture
def mei(cast, client):
    client.force_login(cast.mei)
    return client


def test_a_file_is_taken_out_and_noted(cast, mei):
    answer = mei.post("/leads/export/", {"format": "csv", "query": "q=li"})
    assert "Li Na" in b"".join(answer.streaming_content).decode()
    assert answer["Content-Disposition"] == 'attachment; filename="leads-2026-03-02.csv"'
    answer = mei.post("/leads/export/", {"format": "xlsx"})
    assert b"".join(answer.streaming_content).startswith(b"PK")
    told = Event.objects.filter(name="records exported").order_by("seq")
    assert [event.data["number"] for event in told] == [1, 2]


def test_who_may_not_take_out_is_offered_nothing(cast, mei):
    assert "As XLSX" in mei.get("/leads/").content.decode()
    Permission.objects.filter(role__name="Seller", action="everything").delete()
    assert "As XLSX" not in mei.get("/leads/").content.decode()
    answer = mei.post("/leads/export/", {"format": "csv"}, follow=True)
    assert "role does not include" in answer.content.decode()
    assert (
        "Choose XLSX" in mei.post("/leads/export/", {"format": "exe"}, follow=True).content.decode()
    )
