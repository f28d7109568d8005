"""What the rules that are always current ask about records, whichever version those follow."""

from collections.abc import Callable, Collection, Sequence

from leadline.playbooks.definition import Playbook
from leadline.playbooks.versions import current_of
from leadline.records.models import Record
from leadline.records.view import View, views_of


def views_in_force(
    records: Sequence[Record], asked: Callable[[Playbook], Collection[str]]
) -> list[View]:
    """Per record the values of what `asked` names of its playbook in force; none without one.

    A constant number of queries for each version that is followed.
    """
    views: list[View] = [{} for _ in records]
    groups: dict[int, list[int]] = {}
    for index, record in enumerate(records):
        if record.version_id is not None:
            groups.setdefault(record.version_id, []).append(index)
    for version_id, indexes in groups.items():
        playbook = current_of(version_id)
        group = [records[index] for index in indexes]
        found = views_of(group, asked(playbook), playbook.catalogue)
        for index, view in zip(indexes, found, strict=True):
            views[index] = view
    return views
