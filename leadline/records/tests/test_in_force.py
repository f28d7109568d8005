"""Rules that are always current ask of each record what its playbook in force names."""

from leadline.core.actor import AUTOMATION
from leadline.playbooks.actions import publish
from leadline.playbooks.definition import Playbook
from leadline.playbooks.tests.folders import SMALLEST
from leadline.records.in_force import views_in_force
from leadline.records.models import Record

FILES = {**SMALLEST, "fields.yaml": "lead:\n  users: number\n"}


def test_each_record_is_asked_by_its_playbook_and_one_without_is_not(record: Record) -> None:
    follows = Record.objects.get(pk=record.pk)
    follows.version = publish(AUTOMATION, None, name="small", source=FILES)
    record.version = None
    asked: list[str] = []

    def names(playbook: Playbook) -> set[str]:
        asked.append(playbook.title)
        return {"users"}

    assert views_in_force([follows, record, follows], names) == [
        {"users": None},
        {},
        {"users": None},
    ]
    assert asked == ["Small"]
