"""What is said of a record that has ended, and whether its playbook lets it begin again."""

from django.utils.translation import gettext

from leadline.playbooks.versions import definition_of, is_readable
from leadline.records.models import Record


def reopens_at(record: Record) -> str:
    """The stage of another cycle, where the end at which it stands has one; "" elsewhere."""
    if record.is_open or record.version_id is None or not is_readable(record.version_id):
        return ""
    process = definition_of(record.version_id).processes.get(record.process)
    stage = process.stages.get(record.stage) if process is not None else None
    return stage.reopens_at if stage is not None else ""


def closed(record: Record) -> str:
    """Why nothing is done with it any more."""
    if reopens_at(record):
        return gettext("This is closed. It can be opened again as a new cycle.")
    return gettext("This is closed.")
