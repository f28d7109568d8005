"""Moves open records to the version in force where their stage means in it what it meant before."""

import logging
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from leadline.automation import events
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.playbooks.definition import Playbook
from leadline.playbooks.diff import unchanged_stages
from leadline.playbooks.models import Version
from leadline.playbooks.versions import definition_of
from leadline.playbooks.vocabulary_files import standard
from leadline.records.models import Record

log = logging.getLogger(__name__)
SLICE = 500


def follow_versions(now: datetime, limit: int = SLICE) -> int:
    """Moves up to `limit` records of one older version; returns how many.

    What a record has done it keeps: lines are known by what they say. It is looked at once more,
    so that its next moment is worked out anew. The others stay; people move them after a plan.
    """
    version = _unsettled().first()
    if version is None:
        return 0
    with Batch(AUTOMATION, now) as batch:
        records = batch.claim(_may_follow(version).order_by("pk")[:limit])
        for record in records:
            _follow(batch, record, version)
        if not records and not _to_begin(version):
            batch.change(version, settled_at=now)
    return len(records)


def _unsettled() -> QuerySet[Version]:
    """Versions that are no longer in force and have not been compared with the one that is."""
    older = Version.objects.filter(settled_at=None).exclude(playbook__current=F("pk"))
    return older.select_related("playbook__current").order_by("pk")


def _may_follow(version: Version) -> QuerySet[Record]:
    """Its open records in stages that mean the same under the same name."""
    assert version.playbook.current is not None
    try:
        old, new = definition_of(version.pk), definition_of(version.playbook.current.pk)
    except ValueError:  # nobody can tell what its stages meant
        log.exception("Version %s cannot be compared; its records stay.", version)
        return Record.objects.none()
    where = Q(pk__in=())
    for process, stages in _same(old, new).items():
        where |= Q(process=process, stage__in=stages)
    return Record.objects.filter(where, version=version, outcome="", stuck="", visit__gt=0)


def _same(old: Playbook, new: Playbook) -> dict[str, list[str]]:
    """By process, the stages that are unchanged and not renamed: states name their stages."""
    found: dict[str, list[str]] = {}
    for process, stage in sorted(unchanged_stages(old, new, standard())):
        if stage in old.processes[process].stages:
            found.setdefault(process, []).append(stage)
    return found


def _to_begin(version: Version) -> bool:
    """Whether some of its records have not been looked at yet; they begin before they follow."""
    return Record.objects.filter(version=version, visit=0, outcome="", stuck="").exists()


def _follow(batch: Batch, record: Record, version: Version) -> None:
    current = version.playbook.current
    assert current is not None
    numbers: dict[str, Any] = {"from": version.number, "to": current.number}
    batch.change(record, version=current)
    batch.happened(record, events.FOLLOWED, **numbers)
