"""What a visitor meets at the form, and what becomes of what they post."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from leadline.access.models import User
from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.core.models import Event
from leadline.intake import jobs, public
from leadline.intake.actions.doors import change_door
from leadline.intake.models import Arrival, Door, Outcome
from leadline.intake.tests.conftest import NINE
from leadline.leads.models import Lead
from leadline.parties.models import Basis, Company, EmailAddress, Person
from leadline.playbooks.custom import Choice, as_json
from leadline.playbooks.models import CustomField
from leadline.records.models import Record

LI_NA = {"name": "Li Na", "e_mail": "li.na@hengtong.example", "company": "Hengtong Cable"}


def opened(client: Client, url: str = "/f/trial/", **headers: str) -> str:
    """The slip of the form as a visitor sees it."""
    page = client.get(url, headers=headers)
    assert page.status_code == 200
    found = re.search(r'name="slip" value="([^"]+)"', page.content.decode())
    assert found
    return found[1]


def post(client: Client, clock: Driven, slip: str, url: str = "/f/trial/", **data: str) -> Any:
    clock.advance(seconds=20)
    return client.post(url, {**LI_NA, "fax_number": "", **data, "slip": slip})


def test_s0_02_registration_makes_a_lead(client: Client, form: Door) -> None:
    url = "/f/trial/?utm_source=google&utm_campaign=Autumn"
    with Driven(NINE) as clock:
        slip = opened(client, url, referer="https://rebar.example/report")
        answer = post(client, clock, slip, url, message="A trial, please", consent="on")
    assert answer.status_code == 302
    [arrival] = Arrival.objects.all()
    assert arrival.receipt in answer["Location"]
    assert arrival.receipt in client.get(answer["Location"]).content.decode()
    lead = Lead.objects.select_related("record__person", "record__company", "source").get()
    assert (arrival.outcome, arrival.record) == (Outcome.CREATED, lead.record)
    assert str(lead.source) == "website registration"
    assert lead.received_at == arrival.received_at == NINE + timedelta(seconds=20)
    assert (lead.campaign, lead.landing_page) == ("Autumn", "https://rebar.example/report")
    assert lead.utm == {"utm_source": "google", "utm_campaign": "Autumn"}
    assert (lead.message, lead.language) == ("A trial, please", "en")
    assert (str(lead.record.person), str(lead.record.company)) == ("Li Na", "Hengtong Cable")
    basis = Basis.objects.get()
    assert (basis.kind, basis.wording) == ("consent", "You may write to me.")
    assert arrival.receipt in basis.proof
    assert lead.record.wake_at is not None  # screening and the clock are the playbook's


def test_s0_02_the_same_person_again_joins_the_open_lead(client: Client, form: Door) -> None:
    with Driven(NINE) as clock:
        post(client, clock, opened(client))
        clock.advance(days=2)
        post(client, clock, opened(client), name="L. Na")
    assert Record.objects.count() == 1
    assert [one.outcome for one in Arrival.objects.order_by("pk")] == ["created", "joined"]
    assert Event.objects.filter(name="registered again").count() == 1


def test_s0_02_after_its_end_a_new_linked_cycle_begins(client: Client, form: Door) -> None:
    with Driven(NINE) as clock:
        post(client, clock, opened(client))
        Record.objects.update(outcome="lost")
        clock.advance(days=30)
        post(client, clock, opened(client))
    first, second = Lead.objects.order_by("pk")
    assert second.previous == first
    assert second.record.cycle == 2


def test_a_double_post_is_one_arrival_with_one_receipt(client: Client, form: Door) -> None:
    with Driven(NINE) as clock:
        slip = opened(client)
        answers = [post(client, clock, slip) for _time in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert (Arrival.objects.count(), Record.objects.count()) == (1, 1)
    assert not Event.objects.filter(name="registered again").exists()


def test_the_raw_post_is_kept_before_anything_is_made_of_it(
    client: Client, form: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise SystemExit

    monkeypatch.setattr(public, "settle", killed)
    with Driven(NINE) as clock:
        slip = opened(client)
        with pytest.raises(SystemExit):
            post(client, clock, slip)
        assert Arrival.objects.get().outcome == Outcome.WAITING
        assert jobs.finish_waiting(clock.at) == 0
        assert jobs.finish_waiting(clock.advance(minutes=1)) == 1
    arrival = Arrival.objects.get()
    assert arrival.outcome == Outcome.CREATED
    assert arrival.record is not None
    assert arrival.record.lead.received_at == arrival.received_at


@pytest.mark.parametrize(
    ("seconds", "data"),
    [
        (20, {"fax_number": "555"}),
        (1, {}),
        (20, {"message": "http://a.example http://b.example http://c.example"}),
        (20, {"name": "Win at www.casino.example"}),
    ],
)
def test_what_looks_like_a_machine_is_held_and_thanked(
    client: Client, form: Door, seconds: int, data: dict[str, str]
) -> None:
    with Driven(NINE) as clock:
        slip = opened(client)
        clock.advance(seconds=seconds - 20)
        answer = post(client, clock, slip, **data)
    arrival = Arrival.objects.get()
    assert arrival.receipt in answer["Location"]
    assert arrival.outcome == Outcome.QUARANTINED
    assert arrival.reason
    assert not Record.objects.exists()


def test_errors_say_what_to_do_and_keep_what_was_typed(client: Client, form: Door) -> None:
    with Driven(NINE) as clock:
        slip = opened(client)
        answer = post(client, clock, slip, name="<script>alert(1)</script>", e_mail="li.na@")
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Enter a valid email address" in page
        assert 'value="&lt;script&gt;alert(1)&lt;/script&gt;"' in page
        assert 'aria-invalid="true"' in page
        assert not Arrival.objects.exists()
        assert post(client, clock, slip).status_code == 302


@pytest.mark.parametrize("name", ["=cmd()", "x" * 200, "<script>alert(1)</script>", "王" * 200])
def test_hostile_names_are_kept_as_names(client: Client, form: Door, name: str) -> None:
    with Driven(NINE) as clock:
        assert post(client, clock, opened(client), name=name).status_code == 302
    assert Person.objects.get().name == name


@pytest.mark.parametrize("name", ["x" * 10_000, "Li\x00Na"])
def test_what_cannot_be_a_name_is_answered_at_its_field(
    client: Client, form: Door, name: str
) -> None:
    with Driven(NINE) as clock:
        assert post(client, clock, opened(client), name=name).status_code == 422
    assert not Arrival.objects.exists()


def test_a_post_without_the_form_is_shown_the_form(client: Client, form: Door) -> None:
    with Driven(NINE) as clock:
        for slip in ("", "forged", opened(client)[:-3] + "xyz"):
            assert post(client, clock, slip).status_code == 422
        slip = opened(client)
        clock.advance(days=2)
        assert post(client, clock, slip).status_code == 422
    assert not Arrival.objects.exists()


def test_many_posts_of_one_address_are_held_and_then_refused(client: Client, form: Door) -> None:
    with Driven(NINE) as clock:
        slip = opened(client)
        for number in range(11):
            answer = client.post(
                "/f/trial/",
                {**LI_NA, "e_mail": f"p{number}@firm{number}.example", "slip": opened(client)},
            )
            clock.advance(seconds=3)
        assert answer.status_code == 302
        assert Arrival.objects.order_by("pk").last().reason
        for _post in range(90):
            answer = client.post("/f/trial/", {"name": "", "slip": slip})
    assert answer.status_code == 429


def test_the_form_speaks_chinese_when_asked(client: Client, form: Door) -> None:
    with Driven(NINE) as clock:
        slip = opened(client, "/f/trial/?lang=zh")
        page = client.get("/f/trial/?lang=zh").content.decode()
        assert 'lang="zh-hans"' in page
        assert "你们可以给我写信。" in page
        answer = post(client, clock, slip, "/f/trial/?lang=zh", name="李娜")
    assert answer["Location"].endswith("?lang=zh")
    assert Lead.objects.get().language == "zh-hans"
    assert (
        'lang="zh-hans"'
        in client.get("/f/trial/", headers={"accept-language": "zh-CN"}).content.decode()
    )


def test_only_the_named_sites_may_frame_it(client: Client, form: Door) -> None:
    assert "frame-ancestors *" in client.get("/f/trial/")["Content-Security-Policy"]
    change_door(AUTOMATION, form, changes={"origins": ["https://rebar.example"]})
    policy = client.get("/f/trial/")["Content-Security-Policy"]
    assert "frame-ancestors https://rebar.example" in policy


def test_a_closed_form_is_gone(client: Client, form: Door) -> None:
    change_door(AUTOMATION, form, changes={"is_active": False})
    assert client.get("/f/trial/").status_code == 404


def test_a_form_asks_what_its_door_asks(client: Client, form: Door, mei: User) -> None:
    asks = [{"field": "e-mail", "required": True}, {"field": "wanted goods", "required": True}]
    change_door(AUTOMATION, form, changes={"asks": [*asks, {"field": "country"}]})
    with Driven(NINE) as clock:
        assert post(client, clock, opened(client)).status_code == 422
        given = {"answer_wanted_goods": "Wire", "country": "DE"}
        assert post(client, clock, opened(client), **given).status_code == 302
    record = Record.objects.get()
    assert record.answers == {"wanted goods": "Wire"}
    assert record.person is not None
    assert record.person.country == "DE"
    assert EmailAddress.objects.get().text == "li.na@hengtong.example"
    assert not Company.objects.exists()  # it was not asked for, so it was not taken


def test_a_form_asks_for_a_custom_field(client: Client, form: Door) -> None:
    choices = as_json([Choice("Gold", "Premium"), Choice("Silver", "Silver", is_retired=True)])
    told = {"key": "level", "name": "Level", "kind": "choice", "choices": choices}
    CustomField.objects.create(about="lead", **told)
    change_door(AUTOMATION, form, changes={"asks": [*form.asks, {"field": "answer level"}]})
    with Driven(NINE) as clock:
        slip = opened(client)
        page = client.get("/f/trial/").content.decode()
        assert '<option value="Gold">Premium</option>' in page
        assert "Silver" not in page
        assert post(client, clock, slip, answer_level="Gold").status_code == 302
    assert Lead.objects.get().record.answers["level"] == "Gold"
