"""A letter is rendered from the record as it is when it leaves, in its reader's language."""

from dataclasses import replace
from datetime import timedelta

import pytest

from leadline.access.models import Firm, User
from leadline.core.actor import AUTOMATION
from leadline.core.clock import standing_at
from leadline.core.errors import Refused
from leadline.mail.actions.delivery import stop
from leadline.mail.actions.links import close_links
from leadline.mail.actions.outbox import release
from leadline.mail.actions.writing import send, write
from leadline.mail.links import url_of
from leadline.mail.models import Hold, Letter, PrivateLink
from leadline.mail.prepare import Ready, Stopped, prepared
from leadline.mail.queries import due_letters
from leadline.mail.tests.conftest import NOON, allow
from leadline.parties.models import Company, Person
from leadline.playbooks.definition import Playbook, Who, WhoKind
from leadline.playbooks.engine.state import Lack, Missing, State, Wish
from leadline.playbooks.versions import definition_of
from leadline.records.models import Record

SOON = NOON + timedelta(minutes=1)
OWNER = Who(WhoKind.OWNER, text="owner")


@pytest.fixture
def open_lead(english_lead: Record) -> Record:
    assert english_lead.person is not None
    allow(english_lead.person)
    return english_lead


def only(firm: Firm) -> Ready | Stopped:
    (found,) = prepared(due_letters(SOON, 20), firm, SOON)
    return found


def ready(firm: Firm) -> Ready:
    found = only(firm)
    assert isinstance(found, Ready), found
    return found


def ask(record: Record, what: str, to: Who | None = None) -> None:
    with standing_at(NOON):
        send(AUTOMATION, record, what=what, to=to)


def test_the_records_fields_are_filled_in(open_lead: Record, firm: Firm) -> None:
    Record.objects.update(answers={"pilot ends": "2026-03-16", "seats needed": "1200"})
    ask(open_lead, "ending")
    found = ready(firm)
    assert found.content.subject == "Your pilot ends on March 16, 2026"
    assert found.content.text.startswith("Dear Tom, for 1,200 users.")
    assert found.stop == ""  # transactional


def test_a_letter_that_asks_carries_its_link(open_lead: Record, firm: Firm) -> None:
    ask(open_lead, "question")
    found = ready(firm)
    assert "tell us: https://leads.example/yours/" in found.content.text
    assert found.stop.startswith("https://leads.example/stop/")
    PrivateLink.objects.update(revoked_at=NOON)
    assert only(firm) == Stopped(problem="The private link in this letter was closed.")


@pytest.mark.parametrize(
    ("persons", "companys", "language"),
    [("zh-hans", "en", "zh-hans"), ("", "zh-hans", "zh-hans"), ("", "", "en"), ("de", "", "en")],
)
def test_the_persons_language_else_the_companys_else_the_playbooks_first(
    open_lead: Record, firm: Firm, persons: str, companys: str, language: str
) -> None:
    Person.objects.update(language=persons)
    Company.objects.update(language=companys)
    ask(open_lead, "welcome")
    assert ready(firm).language == language


def test_a_person_who_left_the_firm_gets_nothing(open_lead: Record, firm: Firm, anna: User) -> None:
    ask(open_lead, "welcome", OWNER)
    assert ready(firm).to == "anna@rebar.example"
    assert ready(firm).stop == ""
    User.objects.filter(pk=anna.pk).update(is_active=False)
    assert only(firm) == Stopped(hold=Hold.NOBODY)


def test_a_written_letter_is_not_filled_in(open_lead: Record, firm: Firm) -> None:
    with standing_at(NOON):
        write(AUTOMATION, open_lead, subject="{{ link }}", body="{{ first_name }} <b>x</b>")
    found = ready(firm)
    assert found.content.subject == "{{ link }}"
    assert "{{ first_name }} &lt;b&gt;x&lt;/b&gt;" in found.content.html


def test_a_written_letter_can_ask_for_an_answer(
    open_lead: Record, chinese_lead: Record, firm: Firm
) -> None:
    with standing_at(NOON):
        write(AUTOMATION, open_lead, subject="A question", body="One thing is open.", asks=True)
    link = PrivateLink.objects.get(record=open_lead)
    assert f'href="{url_of(link)}"' in ready(firm).content.html
    assert "One thing is open.\n\n" in ready(firm).content.text
    with standing_at(NOON):
        close_links(AUTOMATION, open_lead)
    assert isinstance(only(firm), Stopped)


def test_one_bad_letter_does_not_stop_the_others(
    open_lead: Record, chinese_lead: Record, firm: Firm
) -> None:
    ask(chinese_lead, "ending")
    ask(open_lead, "question")
    bad, good = prepared(due_letters(SOON, 20), firm, SOON)
    assert isinstance(bad, Stopped)
    assert isinstance(good, Ready)
    assert Letter.objects.count() == 2


@pytest.mark.parametrize("broken", ["{% if %}", "{% for i in (1..9999999) %}a{% endfor %}"])
def test_a_broken_template_stops_its_own_letters(
    open_lead: Record, firm: Firm, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(open_lead, "welcome")
    ask(open_lead, "question")
    version = open_lead.version_id
    assert version is not None
    letters = dict(definition_of(version).letters)
    letters["welcome"] = replace(letters["welcome"], bodies={"en": broken})
    text = replace(definition_of(version), letters=letters)
    for module in ("prepare", "templates"):
        monkeypatch.setattr(f"leadline.mail.{module}.definition_of", lambda _: text)
    bad, good = prepared(due_letters(SOON, 20), firm, SOON)
    assert isinstance(bad, Stopped)
    assert "cannot be followed" in bad.problem
    assert isinstance(good, Ready)


def test_an_unreadable_version_stops_its_letters_and_says_so(
    open_lead: Record, firm: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(open_lead, "welcome")

    def unreadable(version: int) -> Playbook:
        raise ValueError("the published playbook small cannot be read")

    for module in ("prepare", "templates"):
        monkeypatch.setattr(f"leadline.mail.{module}.definition_of", unreadable)
    assert only(firm) == Stopped(problem="the published playbook small cannot be read")


def test_what_is_missing_is_told_in_words(open_lead: Record, firm: Firm) -> None:
    ask(open_lead, "missing")
    assert only(firm) == Stopped(problem="“what is missing” is not known.")
    lacks = (Missing(Lack.ANSWER, "seats needed"), Missing(Lack.LEAVING, "a and b", ("budget",)))
    wish = Wish("On trial", "line", NOON, missing=lacks)
    Record.objects.update(state=State("Trial", "New", NOON, NOON, NOON, wish=wish).to_json())
    assert "Still needed: seats needed, budget" in ready(firm).content.text


def test_whatever_a_letter_may_name_can_be_filled(open_lead: Record, firm: Firm) -> None:
    """What people know, what the engine counts, and what stands for a condition."""
    User.objects.update(phone="+44 20 7946 0000")
    lacks = (Missing(Lack.ANSWER, "pilot ends"),)
    state = State("Trial", "New", NOON, NOON, NOON, cycle=2, times_in={"New": 3},
                  wish=Wish("On trial", "line", NOON, missing=lacks))  # fmt: skip
    answers = {"seats needed": "1200"}
    Record.objects.update(state=state.to_json(), cycle=2, answers=answers)
    ask(open_lead, "everything")
    told = ready(firm).content.text
    assert "owner_phone: +44 20 7946 0000" in told
    assert "yes 2 3 3 0 March 2, 2026 no yes New" in told


def test_a_letter_that_names_a_number_waits_for_it(open_lead: Record, firm: Firm) -> None:
    ask(open_lead, "call-me")
    [letter] = due_letters(SOON, 20)
    found = only(firm)
    assert found == Stopped(hold=Hold.NO_PHONE)
    stop(letter, found, SOON)
    with pytest.raises(Refused, match="their profile has none"):
        release(AUTOMATION, open_lead, letter=letter)
    User.objects.update(phone="+44 20 7946 0000")
    with standing_at(NOON):
        release(AUTOMATION, open_lead, letter=letter)
    assert "Anna Koch, +44 20 7946 0000" in ready(firm).content.text


def test_a_letter_that_names_its_owner_waits_for_one(open_lead: Record, firm: Firm) -> None:
    Record.objects.update(owner=None)
    ask(open_lead, "call-me")
    [letter] = due_letters(SOON, 20)
    found = only(firm)
    assert found == Stopped(hold=Hold.NO_OWNER)
    stop(letter, found, SOON)
    with pytest.raises(Refused, match="nobody has it yet"):
        release(AUTOMATION, open_lead, letter=letter)
