"""The timeline tells every event, newest first, with who, and why where a rule did it."""

import pytest
from django.utils.translation import override

from leadline.core.batch import Batch
from leadline.core.clock import now
from leadline.core.models import Event
from leadline.records import events
from leadline.workspace.queries import timeline
from leadline.workspace.queries.timeline import entry_of, timeline_of
from leadline.workspace.reading import speaker_of
from leadline.workspace.tests.conftest import FILES


def told(cast, **how):
    return timeline_of(cast.lead, speaker_of(cast.version.pk), now(), **how)


def test_it_begins_with_the_latest(cast):
    entries = told(cast).entries
    assert entries[-1].sentence == "Asked us through Fair"
    assert "200 t" in entries[-1].note
    assert "Mei Chen has it now" in [one.sentence for one in entries]


def test_why_names_rule_place_inputs_and_version(cast, client):
    client.force_login(cast.mei)
    client.post(f"/records/{cast.lead.pk}/interest/", {"what": "Rebar"})
    cast.lead.refresh_from_db()
    moved = next(one for one in told(cast).entries if one.sentence == "Closed as Ended well")
    assert "interest shown" in moved.why.rule
    assert moved.why.href == f"/playbooks/small/?version={cast.version.pk}#lead.yaml-{_line()}"
    assert moved.why.version == str(cast.version.pk)
    assert moved.kind == "by-itself"


@pytest.mark.parametrize(
    ("why", "because"),
    [
        ({"place": "a.yaml:1", "line": "New/on arrival/send x"}, "arrival at this stage"),
        ({"place": "a.yaml:1", "line": "New/next/go to Shown"}, "everything needed here is there"),
        ({"place": "a.yaml:1", "line": "a/missed/tell owner"}, "a promise was not kept in time"),
        (
            {"place": "a.yaml:1", "line": "New/on arrival/x", "because": "lead opened"},
            "lead opened",
        ),
        ({"place": "", "text": "New"}, "“New” was left"),
        ({"place": "a.yaml:1"}, ""),
    ],
)
def test_why_names_what_set_it_off(cast, why, because):
    told = {"text": "send: x", "version": f"small {cast.version.pk}", **why}
    event = Event.objects.filter(stream="record", stream_id=cast.lead.pk).last()
    event.why = told
    assert entry_of(event, None, now()).why.because == because


def test_words_of_the_playbook_are_the_readers(cast):
    with override("zh-hans"):
        assert any("已询问" in one.sentence for one in told(cast).entries)


def test_long_histories_come_in_pages(cast, monkeypatch):
    monkeypatch.setattr(timeline, "SHOWN", 2)
    first = told(cast)
    assert len(first.entries) == 2
    assert told(cast, before=first.older).entries[0] not in first.entries


def test_a_task_just_done_can_be_undone(cast, client, clock):
    task = cast.lead.tasks.get()
    client.force_login(cast.mei)
    client.post(f"/tasks/{task.pk}/completion/", {f"task-{task.pk}-ask-0": "hengtong.cn"})
    cast.lead.refresh_from_db()
    assert task.pk in [one.undo for one in told(cast).entries]
    clock.advance(minutes=11)
    assert task.pk not in [one.undo for one in told(cast).entries]


def test_what_a_customer_did_is_theirs(cast):
    with Batch(cast.as_mei, now()) as batch:
        [record] = batch.lock([cast.lead])
        batch.happened(record, events.RELEASED)
    last = Event.objects.filter(stream_id=cast.lead.pk).order_by("-seq").first()
    assert entry_of(last, None, now()).by == "Mei Chen"
    last.actor_kind = "customer"
    assert entry_of(last, None, now()).by == "the customer"


def _line() -> int:
    lines = FILES["lead.yaml"].splitlines()
    return lines.index("  - on: interest shown") + 1
