"""The plan is looked at, stages that are gone are mapped, and the worker carries it out."""

from leadline.access.models import Role
from leadline.automation.migrating.working import move_due
from leadline.automation.models import VersionMove
from leadline.core import clock
from leadline.core.actor import AUTOMATION
from leadline.playbooks.actions import publish
from leadline.records.models import Record
from leadline.workspace.tests.conftest import FILES

HERE = "/settings/playbooks/small/records/"


def put(lead: str) -> None:
    publish(AUTOMATION, None, name="small", source={**FILES, "lead.yaml": lead})


def test_first_the_plan_then_the_move(cast, client) -> None:
    client.force_login(cast.ben)
    assert "No record stands on an older version" in client.get(HERE).content.decode()
    put(FILES["lead.yaml"].replace("  Asked:\n", "  Questioned:\n"))
    text = client.get(HERE).content.decode()
    assert "say where its records go" in text
    assert "Carry it out" not in text
    text = client.get(HERE, {"stage-0": "Questioned"}).content.decode()
    assert "Asked → Questioned" in text
    assert "Move 2 records" in text
    answer = client.post(HERE, {"number": "2", "stage-0": "Questioned"}, follow=True)
    assert "The records are being moved." in answer.content.decode()
    assert "Records are being moved: 0 are there" in answer.content.decode()
    while move_due(clock.now()):
        pass
    assert set(Record.objects.filter(kind="lead", outcome="").values_list("stage", flat=True)) == {
        "Questioned"
    }
    assert "2 went to version 2, 0 stayed" in client.get(HERE).content.decode()


def test_a_plan_of_before_and_a_made_up_stage_move_nobody(cast, client) -> None:
    client.force_login(cast.ben)
    put(FILES["lead.yaml"].replace("  Asked:\n", "  Questioned:\n"))
    for fields, told in (
        ({"number": "1", "stage-0": "Questioned"}, "Look at the plan again"),
        ({"number": "x", "stage-0": "Questioned"}, "Look at the plan again"),
        ({"number": "2", "stage-0": "Ended well"}, "No record can go over"),
        ({"number": "2", "stage-0": "<b>"}, "No record can go over"),
    ):
        answer = client.post(HERE, fields, follow=True)
        assert told in answer.content.decode()
    assert not VersionMove.objects.exists()


def test_a_move_that_another_version_stops_says_so(cast, client) -> None:
    """On its page and that of the playbook; the plan that is shown is that of the new version."""
    client.force_login(cast.ben)
    gone = FILES["lead.yaml"].replace("  Asked:\n", "  Questioned:\n")
    put(gone)
    client.post(HERE, {"number": "2", "stage-0": "Questioned"})
    put(gone.replace("  Questioned:\n", "  Inquired:\n"))
    assert move_due(clock.now()) == 0
    text = client.get(HERE).content.decode()
    assert "the move to version 2 was stopped, because version 3 was put in force" in text
    assert "Ben Lee had begun it." in text
    assert '<option value="Inquired"' in text
    assert "To version 3." in text
    about = client.get("/settings/playbooks/small/").content.decode()
    assert "the move to version 2 was stopped" in about
    assert HERE in about
    client.post(HERE, {"number": "3", "stage-0": "Inquired"})
    while move_due(clock.now()):
        pass
    assert "was stopped" not in client.get(HERE).content.decode()
    assert "was stopped" not in client.get("/settings/playbooks/small/").content.decode()


def test_whoever_publishes_meanwhile_is_told_what_that_stops(cast, client) -> None:
    client.force_login(cast.ben)
    put(FILES["lead.yaml"].replace("  Asked:\n", "  Questioned:\n"))
    client.post(HERE, {"number": "2", "stage-0": "Questioned"})
    again = client.post("/settings/playbooks/small/versions/1/again/", follow=True)
    [(at, _status)] = again.redirect_chain
    answer = client.post(at, {"over": "2", "is_meant": "on"}, follow=True)
    assert "Records were being moved to the version before" in answer.content.decode()


def test_only_who_may_publish(cast, client) -> None:
    Role.objects.get(name="Seller").permissions.filter(action="everything").delete()
    client.force_login(cast.mei)
    assert client.get(HERE).status_code == 403
    assert client.post(HERE, {"number": "1"}).status_code == 403
