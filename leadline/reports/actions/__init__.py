"""What writes for reports: the follower that keeps the roll-ups, and people who keep campaigns."""

from leadline.core.batch import heed_writing
from leadline.reports.actions.campaigns import change_campaign, make_campaign
from leadline.reports.actions.crediting import choose_campaign
from leadline.reports.actions.folding import fold_next
from leadline.reports.actions.recounting import recount
from leadline.reports.actions.stirring import heed

heed_writing(heed)

__all__ = ["change_campaign", "choose_campaign", "fold_next", "make_campaign", "recount"]
