"""The form is made of what its door asks."""

from django.utils import translation

from leadline.conditions.catalogue import Catalogue, Field, Kind
from leadline.intake.forms import RegistrationForm, wording_of
from leadline.intake.models import Door

CATALOGUE = Catalogue(
    [
        Field("seats", Kind.NUMBER, zh="席位"),
        Field("urgent", Kind.YES_NO),
        Field(
            "metal", Kind.CHOICE, zh="金属", choices=("Rebar", "Wire"), choices_zh=("钢筋", "线材")
        ),
    ]
)
DOOR = Door(
    asks=[{"field": name} for name in ("e-mail", "seats", "urgent", "metal", "gone", "country")],
    consent={"en": "Write to me.", "zh-hans": "给我写信。"},
)


def test_what_is_filled_is_given_by_target() -> None:
    data = {"e_mail": " a@x.example ", "answer_seats": "3", "answer_urgent": "yes", "consent": "on"}
    form = RegistrationForm(DOOR, CATALOGUE, {**data, "answer_metal": "Wire"})
    assert form.is_valid()
    assert form.given() == {
        "e-mail": "a@x.example",
        "answer seats": "3",
        "answer urgent": "yes",
        "answer metal": "Wire",
        "consent": "Write to me.",
    }


def test_an_answer_is_checked_as_it_will_be_read() -> None:
    form = RegistrationForm(DOOR, CATALOGUE, {"answer_seats": "many", "answer_metal": "Gold"})
    assert set(form.errors) == {"answer_seats", "answer_metal"}
    assert form.errors["answer_seats"] == ["Write a number, such as 12 or 2.5."]


def test_it_speaks_the_language_of_the_page() -> None:
    with translation.override("zh-hans"):
        form = RegistrationForm(DOOR, CATALOGUE)
        assert form["answer_seats"].label == "席位"
        assert ("Wire", "线材") in form.fields["answer_metal"].choices  # type: ignore[attr-defined]
        assert ("DE", "德国") in form.fields["country"].choices  # type: ignore[attr-defined]
        assert form.wording == "给我写信。"


def test_wording_in_a_language_there_is() -> None:
    with translation.override("zh-hans"):
        assert wording_of(Door(consent={"en": "Write to me."})) == "Write to me."
        assert wording_of(Door()) == ""


def test_trap_and_slip_are_not_shown_among_the_fields() -> None:
    shown = [field.name for field in RegistrationForm(DOOR, CATALOGUE).visible()]
    assert shown == [
        "e_mail",
        "answer_seats",
        "answer_urgent",
        "answer_metal",
        "country",
        "consent",
    ]
