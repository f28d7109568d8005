"""The same people on a small playbook, by which a lead develops in few lines."""

from pathlib import Path

from leadline.playbooks.reader.folder import files_of
from tests.stories.lead_firm import LeadFirm

FILES = dict(files_of(Path(__file__).parent / "playbooks/small-leads")[0])
LEAD, PLAYBOOK = FILES["lead.yaml"], FILES["playbook.yaml"]


class SmallFirm(LeadFirm):
    """Dana is the director; leads begin at MAQL."""

    name, files, head = "funnel", FILES, "Director"
