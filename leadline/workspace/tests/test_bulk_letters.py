"""One letter to many: who gets it, who does not and why, and how it is taken back."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.actor import person
from leadline.core.actor import AUTOMATION
from leadline.core.clock import now
from leadline.leads.actions import open_leads
from leadline.leads.incoming import Door, Incoming
from leadline.mail.links import letter_of_stop, record_of
from leadline.mail.models import Letter, State
from leadline.parties.actions.contacting import give_basis, refuse_contact, withdraw_basis
from leadline.parties.candidates import Candidate
from leadline.parties.models import BasisKind, Channel, Person
from leadline.playbooks.actions import publish
from leadline.records.models import Record
from leadline.workspace import bulk_letters
from leadline.workspace.bulk_letters import (
    Draft,
    looked_at,
    send_all,
    take_back_all,
    templates_for,
)
from leadline.workspace.tests.conftest import FILES, run

WRITING = {
    **FILES,
    "words/zh.yaml": "spring prices: 春季价格\n",
    "lead.yaml": FILES["lead.yaml"].replace(
        "ends:\n", "  Bought:\n    goal: Find out who they are\n    counts as: Raw\nends:\n", 1
    ),
    "emails/spring prices.en.md": "---\nsubject: Spring, {{ first_name }}\n---\n"
    "{{ salutation }},\n\nour prices of {{ city | default: 'your city' }}.\n",
    "emails/guess.en.md": "---\nsubject: Your guess\n---\nYou said {{ our_guess }}.\n",
    "emails/question.en.md": "---\nsubject: A question\nasks: yes\n---\n[Here]({{ link }})\n",
    "emails/inside.en.md": "---\nsubject: Look\nto: owner\n---\nDear colleague\n",
}
SPRING = Draft(template="spring prices")


def take_in(version, *names):
    incoming = [
        Incoming(Candidate(name=name, emails=(f"{name.split()[0].lower()}@some.example",)),
                 source="Fair", language="en")
        for name in names
    ]  # fmt: skip
    open_leads(AUTOMATION, None, door=Door(version, "Small lead"), incoming=incoming)
    run()


def allow(*names):
    for one in Person.objects.filter(name__in=names):
        give_basis(AUTOMATION, one, channel=Channel.EMAIL, kind=BasisKind.CONSENT, wording="Yes")


@pytest.fixture
def writing(cast):
    """Ada and Bo may be written to, Cem may not, and Dee wants no letters."""
    version = publish(AUTOMATION, None, name="writing", source=WRITING)
    take_in(version, "Ada Lin", "Bo Berg", "Cem Kaya", "Dee Ross")
    allow("Ada Lin", "Bo Berg", "Dee Ross")
    withdraw_basis(AUTOMATION, Person.objects.get(name="Cem Kaya"), channel=Channel.EMAIL)
    refuse_contact(AUTOMATION, Person.objects.get(name="Dee Ross"), channel=Channel.EMAIL)
    return cast


def everybody(*names):
    rows = Record.objects.filter(version__playbook__name="writing", **_named(names))
    return list(rows.select_related("person__company", "company", "owner").order_by("pk"))


def _named(names):
    return {"person__name__in": names} if names else {}


def why_not(draft):
    return {one.record.title: one.why_not for one in looked_at(everybody(), draft, now())}


def test_only_letters_to_customers_are_offered(writing):
    assert templates_for(everybody()) == [
        ("question", "A question"), ("spring prices", "Spring prices"), ("guess", "Your guess"),
    ]  # fmt: skip


def test_the_letter_is_looked_at_as_they_get_it(writing):
    [first, *_others] = looked_at(everybody(), SPRING, now())
    assert first.letter.to == "ada@some.example"
    assert first.letter.content.subject == "Spring, Ada"
    assert "our prices of your city" in first.letter.content.text
    [asking, *_others] = looked_at(everybody(), Draft(template="question"), now())
    assert "/yours/" in asking.letter.content.text
    assert not Letter.objects.filter(template="question").exists()


def test_the_links_of_what_is_only_looked_at_lead_nowhere(writing):
    send_all(writing.as_mei, everybody("Ada Lin"), SPRING, now())
    Letter.objects.update(
        id=everybody("Bo Berg")[0].pk
    )  # the number of a record is one letter's, too
    [look] = looked_at(everybody("Bo Berg"), Draft(template="question"), now())
    private, stop = (
        look.letter.content.text.partition(f"/{page}/")[2].partition("/")[0]
        for page in ("yours", "stop")
    )
    assert not record_of(private)
    assert letter_of_stop(stop) is None


def test_s3_08_raw_people_get_no_letter_of_many(writing):
    Record.objects.filter(person__name="Bo Berg").update(stage="Bought")
    told = why_not(SPRING)
    assert told["Ada Lin"] == ""
    assert told["Bo Berg"].startswith("Raw: they come from a bought list")
    outcome = send_all(writing.as_mei, everybody(), SPRING, now())
    assert outcome.number == 1
    assert set(Letter.objects.values_list("person__name", flat=True)) == {"Ada Lin"}


def test_basis_and_refusal_are_asked_of_each(writing):
    told = why_not(SPRING)
    assert (told["Ada Lin"], told["Bo Berg"]) == ("", "")
    assert "Nothing says" in told["Cem Kaya"]
    assert "asked not to be written to" in told["Dee Ross"]
    outcome = send_all(writing.as_mei, everybody(), SPRING, now())
    assert (outcome.number, [one.title for one in outcome.refused]) == (2, ["Cem Kaya", "Dee Ross"])
    assert set(Letter.objects.values_list("state", flat=True)) == {State.WAITING}


def test_what_cannot_be_filled_in_and_what_is_not_theirs_is_told(writing):
    assert "our guess" in why_not(Draft(template="guess"))["Ada Lin"].replace("_", " ").lower()
    assert "goes to colleagues" in why_not(Draft(template="inside"))["Ada Lin"]
    [elsewhere] = looked_at([writing.lead], SPRING, now())
    assert elsewhere.why_not == "Their playbook has no such letter."


def test_one_person_gets_it_once(writing):
    open_leads(AUTOMATION, None, door=Door(everybody()[0].version, "Small lead"), incoming=[
        Incoming(Candidate(name="Ada Lin", emails=("ada@some.example",)), source="Web")
    ])  # fmt: skip
    Record.objects.filter(person__name="Bo Berg").update(person=Person.objects.get(name="Ada Lin"))
    assert [bool(one.letter) for one in looked_at(everybody("Ada Lin"), SPRING, now())][1:] == [
        False
    ]


def test_they_are_taken_back_until_they_leave(writing):
    outcome = send_all(writing.as_mei, everybody("Ada Lin", "Bo Berg"), SPRING, now())
    gone = Letter.objects.get(person__name="Bo Berg")
    Letter.objects.filter(pk=gone.pk).update(state=State.SENT)
    undone = take_back_all(writing.as_mei, everybody("Ada Lin", "Bo Berg"), outcome)
    assert (undone.number, [one.title for one in undone.refused]) == (1, ["Bo Berg"])
    assert Letter.objects.get(person__name="Ada Lin").state == State.TAKEN_BACK
    sent_after = Letter.objects.get(person__name="Ada Lin").send_after
    assert sent_after == now() + timedelta(seconds=30)


def test_who_may_not_write_is_told_for_each(writing):
    outcome = send_all(person(writing.kai), everybody("Ada Lin"), SPRING, now())
    assert outcome.number == 0
    assert "someone else" in outcome.refused[0].sentence


def test_own_words_go_to_all_alike(writing):
    outcome = send_all(writing.as_mei, everybody(), Draft(subject="Hi", body="*News*"), now())
    assert outcome.number == 2
    assert set(Letter.objects.values_list("subject", "template")) == {("Hi", "")}


def test_more_letters_cost_no_more_queries(writing):
    def cost(number):
        names = [f"Nr{number}x{n} Somebody" for n in range(number)]
        take_in(everybody()[0].version, *names)
        allow(*names)
        chosen = everybody(*names)
        with CaptureQueriesContext(connection) as asked:
            outcome = send_all(writing.as_mei, chosen, SPRING, now())
            take_back_all(writing.as_mei, everybody(*names), outcome)
        assert outcome.number == number
        return len(asked)

    assert cost(2) == cost(9)


@pytest.mark.parametrize("draft", [SPRING, Draft(subject="Spring", body="Our prices.")])
def test_two_who_send_at_once_reach_a_person_once(writing, monkeypatch, draft):
    """Both have looked before the first of them wrote."""
    looks = looked_at(everybody("Ada Lin"), draft, now())
    assert [one.why_not for one in looks] == [""]
    send_all(writing.as_mei, everybody("Ada Lin"), draft, now())
    monkeypatch.setattr(bulk_letters, "looked_at", lambda *_: looks)
    second = send_all(person(writing.ben), everybody("Ada Lin"), draft, now())
    assert [one.sentence for one in second.refused] == ["They got this letter within the last day."]
    assert Letter.objects.filter(record__person__name="Ada Lin").count() == 1
