"""The forms offer what there is in the reader's language, and give what the actions take."""

from django.utils import translation

from leadline.access.queries import OFFICE_HOURS
from leadline.access.settings_forms import RelationsForm, TeamForm, countries, currencies


def test_countries_and_currencies_are_named_for_the_reader():
    assert ("DE", "Germany") in countries()
    assert ("EUR", "EUR · Euro") in currencies()
    assert "DEM" not in dict(currencies())
    with translation.override("zh-hans"):
        assert ("DE", "德国") in countries()


def test_a_team_is_not_part_of_itself_and_has_hours_only_if_it_says_so(cast):
    form = TeamForm(cast.sales)
    assert cast.sales not in form.fields["parent"].queryset
    assert [field.value() for field in form.days] == list(OFFICE_HOURS)
    sent = {field.name: field.value() or "" for field in form} | {"name": "Sales"}
    again = TeamForm(cast.sales, sent)
    assert again.is_valid(), again.errors
    assert again.values()["hours"] is None
    own = TeamForm(cast.sales, sent | {"own_hours": "on", "hours_0": "8-12"})
    assert "Write hours as" in str(own.errors["hours_0"])


def test_nobody_reports_to_themselves_or_to_who_is_gone(cast):
    cast.dora.is_active = False
    cast.dora.save()
    assert set(RelationsForm(cast.chen).fields["manager"].queryset) == {cast.anna, cast.ben}
