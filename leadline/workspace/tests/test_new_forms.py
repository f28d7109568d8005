"""What is typed about somebody becomes a candidate, also while the form is not finished."""

from leadline.leads.incoming import How
from leadline.workspace.new_forms import NewLeadForm
from leadline.workspace.queries.new import Way

ONE = Way("1 Lead", "Lead", 1, "Lead", has_raw=True)
OTHER = Way("2 Lead", "Lead", 2, "Lead", has_raw=False)
TYPED = {"name": " Li Na ", "source": "Fair", "how": "news"}


def test_one_process_is_not_asked_for():
    form = NewLeadForm([ONE], TYPED)
    assert "way" not in form.fields
    assert form.is_valid(), form.errors
    assert form.way_in == ONE
    assert form.beginning is How.NEWS
    assert form.incoming().candidate.name == "Li Na"


def test_of_several_one_is_chosen():
    assert NewLeadForm([ONE, OTHER], {**TYPED, "way": OTHER.key}).fields["way"]
    form = NewLeadForm([ONE, OTHER], {**TYPED, "way": OTHER.key, "how": "list"})
    assert not form.is_valid()
    assert list(form.errors) == ["how"]


def test_a_form_that_is_not_finished_says_who_it_is():
    candidate = NewLeadForm((), {"email": "a@b.example", "phone": "", "junk": "1"}).candidate()
    assert (candidate.emails, candidate.phones) == (("a@b.example",), ())
