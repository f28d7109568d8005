"""A panel holds the row, its forms and, for a call, the numbers to dial."""

from leadline.core.actor import AUTOMATION
from leadline.parties.models import Basis, PhoneNumber
from leadline.work import panels
from leadline.work.actions.making import call, task
from leadline.work.tests.conftest import Cast


def test_a_call_comes_with_the_number_that_can_be_dialed(cast: Cast) -> None:
    PhoneNumber.objects.filter(pk=cast.phone.pk).update(flaw="wrong number")
    good = PhoneNumber.objects.create(person=cast.li_na, text="2", number="+4940555")
    one = call(AUTOMATION, cast.lead, what="Try again")
    assert one is not None
    panel = panels.task_panel(one, cast.mei)
    assert panel.call is not None
    assert panel.call.form.initial == {"phone": good, "task": one}
    assert panel.allow is None
    Basis.objects.all().delete()
    assert panels.task_panel(one, cast.mei).allow is not None


def test_other_tasks_have_no_call(cast: Cast) -> None:
    one = task(AUTOMATION, cast.lead, what="Look")
    assert one is not None
    panel = panels.task_panel(one, cast.mei, next="/today/")
    assert (panel.call, panel.allow, panel.next) == (None, None, "/today/")
    assert "result" in panels.finish_form(one).fields


def test_notes_and_interest_have_their_forms(cast: Cast) -> None:
    panel = panels.note_panel(cast.lead, cast.mei)
    assert (panel.record_id, [one.name for one in panel.colleagues]) == (cast.lead.pk, ["Ben Lee"])
    assert not panels.interest_panel(cast.lead).form.fields["what"].required
    assert panels.next_good([]) is None
