"""The trials of a lead: what runs, what is to be ticked, and what colleagues there had before."""

from leadline.service.actions import confirm, open_trial
from leadline.service.models import Errand
from leadline.workspace.queries.trial import trials_of


def test_a_trial_from_asking_to_open(cast):
    assert trials_of(cast.lead).can_open
    open_trial(cast.as_mei, cast.lead)
    card = trials_of(cast.lead)
    assert not card.can_open
    assert not card.is_open
    [errand] = card.errands
    confirm(cast.as_mei, cast.lead, errand=errand)
    card = trials_of(cast.lead)
    assert card.is_open
    assert card.errands == ()
    assert card.state == "Open"


def test_a_colleagues_trial_stands_beside(cast):
    open_trial(cast.as_mei, cast.other)
    confirm(cast.as_mei, cast.other, errand=Errand.objects.get())
    cast.lead.company_id = cast.other.company_id
    cast.lead.save()
    [earlier] = trials_of(cast.lead).earlier
    assert (earlier.lead_id, earlier.state, earlier.sign_ins) == (cast.other.pk, "Open", 0)
