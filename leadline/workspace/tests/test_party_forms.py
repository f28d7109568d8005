from django.http import QueryDict
from django.utils.translation import override

from leadline.parties.candidates import Candidate
from leadline.parties.models import Person
from leadline.workspace.party_forms import NewCompanyForm, NewPersonForm, PersonForm, languages


def sent(**values):
    data = QueryDict(mutable=True)
    data.update(values)
    return data


def test_only_what_was_changed_is_a_value():
    li = Person(name="Li Na", city="Suzhou")
    data = {"name": "Li Na", "initial-name": "Li Na", "city": "Wuxi", "initial-city": "Suzhou"}
    form = PersonForm.of(li, sent(**data))
    assert form.is_valid()
    assert (form.values, form.seen) == ({"city": "Wuxi"}, {"city": "Suzhou"})


def test_what_nobody_would_choose_stays_possible():
    form = PersonForm.of(Person(name="Li Na", country="XK", zone="Old/Zone"))
    assert ("Old/Zone", "Old/Zone") in form.fields["zone"].choices
    assert any(code == "XK" for code, _name in form.fields["country"].choices)


def test_languages_are_said_in_the_readers_own():
    assert ("de", "German") in languages()
    with override("zh-hans"):
        assert ("de", "德语") in languages()


def test_a_candidate_of_what_is_typed_so_far():
    form = NewPersonForm(sent(name=" Eva ", email="eva@lind.se"))
    assert form.candidate() == Candidate(name="Eva", emails=("eva@lind.se",))
    assert not NewPersonForm(sent(company="Lind")).is_valid()
    assert NewCompanyForm(sent(company="Lind", website="lind.se")).candidate() == Candidate(
        company="Lind", website="lind.se"
    )
