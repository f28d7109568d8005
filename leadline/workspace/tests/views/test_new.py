"""A lead is typed in: who they already are is said, and nobody is there twice."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from leadline.core.actor import AUTOMATION
from leadline.leads.models import Lead
from leadline.mail.models import Letter
from leadline.parties.models import Person
from leadline.playbooks.actions import publish
from leadline.records.models import Record
from leadline.workspace.tests.conftest import FILES

WHO = {"name": "Ana Silva", "company": "Rio Cabos", "email": "ana@riocabos.example"}
TYPED = {**WHO, "source": "Fair", "how": "news", "mine": "on"}


@pytest.fixture
def sent(cast, client):
    """Sends the form as Mei and follows to where it leads."""

    def send(**values):
        client.force_login(cast.mei)
        return client.post(reverse("new-lead"), {**TYPED, **values}, follow=True)

    return send


def test_a_lead_is_open_and_whose_it_is(sent, cast):
    answer = sent(message="Called about wire rod.")
    lead = Lead.objects.get(source__name="fair", record__title="Ana Silva, Rio Cabos")
    assert answer.redirect_chain[-1][0] == reverse("lead", args=[lead.pk])
    assert "The lead is open." in answer.content.decode()
    assert (lead.record.owner, lead.record.stage) == (cast.mei, "Asked")
    assert lead.message == "Called about wire rod."


def test_without_the_tick_the_playbook_gives_it_to_somebody(sent):
    sent(mine="")
    record = Record.objects.get(title="Ana Silva, Rio Cabos")
    assert record.stage == "Asked"
    assert record.owner is not None


def test_who_is_known_joins_their_open_lead(sent, cast):
    answer = sent(name="Li Na", company="Hengtong Cable", email="LI.NA@hengtong.cn")
    assert "They are known: this was added to their open lead." in answer.content.decode()
    assert answer.redirect_chain[-1][0] == reverse("lead", args=[cast.lead.pk])
    assert Person.objects.filter(emails__address="li.na@hengtong.cn").count() == 1
    assert cast.lead.lead.joined == 1


def test_while_one_types_it_is_said_who_that_is(cast, page):
    text = page(cast.mei, reverse("new-lead-known") + "?phone=%2B86+512+6312-3456&name=Li+Na")
    assert "We know Li Na, Hengtong Cable already." in text
    assert reverse("record", args=[cast.lead.pk]) in text
    assert "What you write down is added to this lead." in text
    assert "We know" not in page(cast.mei, reverse("new-lead-known") + "?name=Nobody+Known")
    assert "We know" not in page(cast.mei, reverse("new-lead-known"))


def test_of_somebody_elses_lead_no_more_is_said_than_that_they_are_known(cast, page):
    text = page(cast.kai, reverse("new-lead-known") + "?email=li.na@hengtong.cn&name=Li+Na")
    assert "a colleague of another team looks after them" in text
    assert "Hengtong" not in text


def test_asking_who_that_is_takes_the_same_queries_for_everybody(cast, client):
    client.force_login(cast.mei)
    numbers = set()
    for email in ("li.na@hengtong.cn", "weber@nordwire.de"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(reverse("new-lead-known"), {"email": email})
        numbers.add(len(queries))
    assert len(numbers) == 1


def test_whom_we_found_is_raw_where_the_process_has_that(sent, cast, page):
    assert "We found them" not in page(cast.mei, reverse("new-lead"))
    text = FILES["lead.yaml"].replace(
        "stages:\n",
        "stages:\n  Raw:\n    goal: Find out whether they know us\n    counts as: Raw\n"
        "    next:\n      - on: first interaction\n        go to: Asked\n",
    )
    publish(AUTOMATION, None, name="small", source={**FILES, "lead.yaml": text})
    assert "We found them" in page(cast.mei, reverse("new-lead"))
    sent(how="list")
    record = Record.objects.get(title="Ana Silva, Rio Cabos")
    assert (record.stage, record.owner) == ("Raw", cast.mei)
    assert not Letter.objects.filter(record=record).exists()


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"name": "", "company": "", "email": ""}, "at least a name"),
        ({"source": ""}, "This field is required"),
        ({"how": "history"}, "not one of the available choices"),
        ({"name": "x" * 10_000}, "at most 200 characters"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_made(sent, cast, values, told):
    before = Record.objects.count()
    answer = sent(**values)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert Record.objects.count() == before


def test_hostile_names_are_only_names(sent):
    answer = sent(name="<script>alert(1)</script> \u202eevil", email="x@y.example")
    assert "<script>alert(1)" not in answer.content.decode()
    assert Record.objects.filter(title__contains="alert").count() == 1


def test_without_a_playbook_it_says_so(client, cast, sent):
    Record.objects.update(version=None)
    cast.version.playbook.__class__.objects.update(current=None)
    assert "No playbook with a process for leads is published yet." in sent().content.decode()


def test_strangers_are_sent_to_the_door_and_a_viewer_is_refused(client, cast):
    assert client.get(reverse("new-lead")).url.startswith("/account/login/")
    assert client.get(reverse("new-lead-known")).url.startswith("/account/login/")
    cast.mei.memberships.all().delete()
    client.force_login(cast.mei)
    assert client.post(reverse("new-lead"), TYPED).status_code == 403
    assert client.get(reverse("new-lead-known"), {"name": "Li Na"}).status_code == 403
