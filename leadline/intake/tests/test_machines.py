"""What a machine that posts JSON gets back, and what becomes of it."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from leadline.intake import machines
from leadline.intake.models import Arrival, Door, Outcome
from leadline.intake.tests.conftest import TOKEN
from leadline.leads.models import Lead
from leadline.records.models import Record

LI_NA = {"contact": {"Name": "Li Na", "email": "li.na@hengtong.example"}, "utm_source": "shop"}


def post(client: Client, body: Any, key: str = "", token: str = TOKEN) -> Any:
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    headers = {"authorization": f"Bearer {token}"} | ({"idempotency-key": key} if key else {})
    return client.post("/in/shop/", text, content_type="application/json", headers=headers)


def test_an_object_becomes_a_lead(client: Client, shop: Door) -> None:
    answer = post(client, {"name": "Li Na", "email": "li.na@hengtong.example", "Total Visits": 3})
    assert answer.status_code == 201
    told = answer.json()
    record = Record.objects.get(pk=told["record"])
    assert (told["outcome"], str(record.person)) == ("created", "Li Na")
    assert record.answers == {"total visits": "3"}
    again = post(client, {"name": "Li Na", "email": "li.na@hengtong.example"})
    assert (again.status_code, again.json()["outcome"]) == (200, "joined")


def test_the_same_key_gives_the_same_answer(client: Client, shop: Door) -> None:
    body = [
        {"name": "Li Na", "email": "li.na@hengtong.example"},
        {"name": "Tom", "email": "t@x.example"},
    ]
    first, second = (post(client, body, "order-17") for _time in range(2))
    assert first.status_code == second.status_code == 201
    assert first.json() == second.json()
    assert Arrival.objects.count() == 2
    assert post(client, body[:1], "order-17").status_code == 422
    assert post(client, [*body, body[0]], "order-17").status_code == 422
    assert Arrival.objects.count() == 2


def test_a_list_of_several_fates(client: Client, shop: Door) -> None:
    answer = post(client, [{"email": "a@firm.example"}, {"color": "red"}, {"Total Visits": "x"}])
    assert answer.status_code == 207
    outcomes = [one["outcome"] for one in answer.json()["arrivals"]]
    assert outcomes == ["created", "rejected", "rejected"]
    assert answer.json()["arrivals"][1]["reason"] == "Nothing here says who this is."
    assert Arrival.objects.count() == 3


@pytest.mark.parametrize(
    "body",
    [
        '{"name": NaN}',
        '{"name": 1e400}',
        '{"name": -Infinity}',
        '{"name": "\\ud800"}',
        '{"name": "a\\u0000b"}',
        '{"name": ' + "9" * 5000 + "}",
        "[" * 30 + "]" * 30,
        '{"a":' * 100_000,
        '{"a":' * 30 + "1" + "}" * 30,
        '{"name": 1, "name": 2}',
        "[]",
        "[1]",
        "7",
        "",
        b"\xff\xfe",
        json.dumps([{"name": "x"}] * 501),
        '{"name": "' + "x" * 6_000_000 + '"}',
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(
    client: Client, shop: Door, body: str | bytes
) -> None:
    answer = post(client, body)
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert not Arrival.objects.exists()


def test_a_long_name_and_markup_are_kept_as_text(client: Client, shop: Door) -> None:
    answer = post(client, {"name": "<script>" + "x" * 10_000, "email": "x@firm.example"})
    assert answer.status_code == 201
    assert str(Record.objects.get().person).startswith("<script>xxx")


@pytest.mark.parametrize("token", ["", "wrong", "ll_the-sho"])
def test_a_wrong_token_opens_nothing(client: Client, shop: Door, token: str) -> None:
    assert post(client, LI_NA, token=token).status_code == 401
    assert client.post("/in/nowhere/", "{}", content_type="application/json").status_code == 401
    assert not Arrival.objects.exists()


def test_nested_objects_are_read_by_path(client: Client, shop: Door) -> None:
    shop.columns = "columns:\n  contact.Name: name\n  contact.email: e-mail\n"
    Door.objects.filter(pk=shop.pk).update(columns=shop.columns)
    assert post(client, LI_NA).status_code == 201
    lead = Lead.objects.select_related("record__person").get()
    assert (str(lead.record.person), lead.utm) == ("Li Na", {"utm_source": "shop"})


@pytest.mark.postgresql
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_the_same_request_twice_at_once_is_one_arrival(shop: Door) -> None:
    start = Barrier(2)

    def run(_: int) -> Any:
        try:
            start.wait()
            return post(Client(), {"name": "Li Na", "email": "l@hengtong.example"}, "k").json()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(run, range(2)))
    assert answers[0] == answers[1]
    assert (Arrival.objects.count(), Record.objects.count()) == (1, 1)


def test_who_comes_second_gets_the_answer_of_the_first(
    client: Client, shop: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both have looked, neither has found the key, and one writes before the other."""
    body = {"name": "Li Na", "email": "l@hengtong.example"}
    real, raced = machines.receive_arrivals, []

    def slow(actor: Any, subject: None, **how: Any) -> Any:
        if not raced:
            raced.append(True)
            raced.append(post(Client(), body, "k").json())
        return real(actor, subject, **how)

    monkeypatch.setattr(machines, "receive_arrivals", slow)
    assert post(client, body, "k").json() == raced[1]
    assert (Arrival.objects.count(), Record.objects.count()) == (1, 1)


def test_five_hundred_cost_as_many_queries_as_five(
    client: Client, shop: Door, django_assert_max_num_queries: Any
) -> None:
    def body(number: int, start: int) -> list[dict[str, str]]:
        return [
            {"name": f"Person {n}", "email": f"p{n}@firm{n}.example"}
            for n in range(start, start + number)
        ]

    post(client, body(2, 0))
    with django_assert_max_num_queries(70) as few:
        post(client, body(5, 10))
    with django_assert_max_num_queries(len(few) + 2):
        post(client, body(100, 100))
    assert Arrival.objects.filter(outcome=Outcome.CREATED).count() == 107
