"""S0.11: what is closed begins again as a new cycle, where its end says so, and nowhere else."""

from collections.abc import Iterator

import pytest

from leadline.core.clock import Driven
from leadline.core.errors import Refused
from leadline.records.models import Record
from tests.stories.lead_firm import MONDAY
from tests.stories.small_firm import LEAD, SmallFirm

OPENS = LEAD.replace(
    "    outcome: disqualified\n",
    "    outcome: disqualified\n    reopens: as a new cycle at MAQL\n",
)


@pytest.fixture
def firm(db: None) -> Iterator[SmallFirm]:
    with Driven(MONDAY) as clock:
        yield SmallFirm(clock)


def closed(firm: SmallFirm) -> Record:
    lead = firm.lead()
    assert firm.move(firm.lin, lead, "Disqualified", reason="Student") == "Disqualified"
    return lead


def ask(firm: SmallFirm, lead: Record, to: str, line: str) -> str:
    return firm.post(firm.lin, f"/leads/{lead.pk}/moves/", to=to, line=line)


def test_s0_11_where_the_end_says_so_it_begins_again_as_a_new_cycle(firm: SmallFirm) -> None:
    firm.publish(lead=OPENS)
    lead = closed(firm)
    assert "Move to MAQL" in firm.page(firm.lin, f"/leads/{lead.pk}/")
    with pytest.raises(Refused, match=r"closed\. It can be opened again as a new cycle"):
        firm.move(firm.lin, lead, "LAL")
    assert "Asked to move to MAQL." in ask(firm, lead, "MAQL", "Disqualified/reopens")
    assert firm.stands(lead) == "MAQL"
    assert (lead.outcome, lead.cycle, lead.ended_at) == ("", 2, None)


def test_s0_11_where_it_says_nothing_it_stays_closed_and_nobody_is_told_otherwise(
    firm: SmallFirm,
) -> None:
    lead = closed(firm)
    assert "Move to" not in firm.page(firm.lin, f"/leads/{lead.pk}/")
    with pytest.raises(Refused, match=r"^This is closed\.$"):
        firm.move(firm.lin, lead, "MAQL")
    said = firm.post(firm.lin, f"/records/{lead.pk}/giving-back/", reason="Not mine")
    assert "This is closed." in said
    assert "opened again" not in said
    assert firm.stands(lead) == "Disqualified"
