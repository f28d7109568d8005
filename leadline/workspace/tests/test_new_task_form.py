from leadline.access.models import User
from leadline.workspace.new_task_form import NewTaskForm


def test_it_is_for_oneself_unless_somebody_is_chosen(cast):
    assert NewTaskForm(cast.mei).initial["assignee"] == cast.mei
    User.objects.filter(pk=cast.kai.pk).update(is_active=False)
    gone = NewTaskForm(cast.mei, {"what": "Call", "assignee": cast.kai.pk})
    assert "assignee" in gone.errors
    form = NewTaskForm(cast.mei, {"what": "Call", "assignee": cast.ben.pk})
    assert form.is_valid()
    assert form.given == {"what": "Call", "assignee": cast.ben}
