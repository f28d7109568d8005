"""An answer that is an e-mail address becomes one of the person's, known to letters and rules."""

from collections.abc import Mapping
from typing import Any

from leadline.conditions.catalogue import normalised
from leadline.core.batch import Batch
from leadline.parties.actions.changing import add_email_address
from leadline.parties.models import Person
from leadline.playbooks.reader.types import EMAIL
from leadline.playbooks.versions import definition_of
from leadline.records.models import Record


def keep_addresses(batch: Batch, record: Record, answers: Mapping[str, Any]) -> None:
    """Adds those of the answers that the playbook asks for as an `e-mail address`.

    Whoever may answer for the record may do so for its person, so that is not asked once more.
    Raises Invalid, with a sentence, for what can be no address.
    """
    if record.version_id is None or record.person_id is None:
        return
    fields = batch.once(definition_of, record.version_id).fields
    for name, text in answers.items():
        spec = fields.get(normalised(name))
        if spec is not None and spec.type == EMAIL and isinstance(text, str) and text:
            [person] = batch.lock([Person(pk=record.person_id)])
            add_email_address.function(batch, person, text=text)
