"""What screening found is shown as the lists were then."""

from leadline.core.batch import Batch
from leadline.leads.events import SCREENED
from leadline.workspace.queries.hits import hits_of


def test_screening_shows_its_evidence(cast):
    found = {
        "text": "Orient",
        "list": "ban",
        "reason": "Resold",
        "author": "Ben",
        "given": "Orient",
    }
    with Batch(cast.as_mei) as batch:
        [record] = batch.lock([cast.lead])
        batch.happened(record, SCREENED, entries=["Orient"], evidence=[found])
    [hit] = hits_of(cast.lead)
    assert (hit.list, hit.reason, hit.author, hit.expires_on) == ("Ban list", "Resold", "Ben", "")
