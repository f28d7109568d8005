"""On the lead page one answers, moves, takes back and gives away; nobody else sees it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.automation.answering import answer_due
from leadline.automation.models import Passing
from leadline.core.batch import Batch
from leadline.core.clock import now
from leadline.records.actions import give_answers, stop


def address(cast, rest=""):
    return f"/leads/{cast.lead.pk}/{rest}"


@pytest.fixture
def mei(client, cast):
    client.force_login(cast.mei)
    return client


def test_s0_the_page_shows_who_how_far_and_why(cast, page):
    text = page(cast.mei, address(cast))
    for part in ("Li Na, Hengtong Cable", "Everybody hears from us", "Before the next step",
                 "+86 512 6312 3456", "why?", "Look them up", "200 t a month"):  # fmt: skip
        assert part in text
    assert "<c-" not in text


def test_the_page_asks_a_bounded_number_of_times(cast, mei):
    """80 until the firm, its teams and rights were read once per page.

    Whether there are partners, and what else there is with the person, are one query each.
    """
    mei.get(address(cast))  # what is remembered for longer than a page is read here
    with CaptureQueriesContext(connection) as asked:
        mei.get(address(cast))
    assert len(asked) <= 58
    firm = [one for one in asked if "access_firm" in one["sql"]]
    assert len(firm) <= 1
    rights = [one["sql"] for one in asked if "access_permission" in one["sql"]]
    assert len(rights) == 2  # the reader's, and who else may see it: for the names in a note
    assert f"IN ({cast.ben.pk}, {cast.kai.pk})" in rights[1]


def test_strangers_and_people_from_elsewhere_see_nothing(cast, page, client):
    page(cast.kai, address(cast), status=404)
    client.logout()
    assert client.get(address(cast)).url.startswith("/account/login/")
    assert client.post(address(cast, "answers/"), {}).url.startswith("/account/login/")


def test_a_gate_is_passed_by_the_owners_manager_with_a_reason(cast, page, client):
    given = {"mood": "Good", "our guess": "They will buy", "website": "example.com"}
    give_answers(cast.as_mei, cast.lead, answers=given)
    answer_due(now())
    assert "On its way to Shown" in page(cast.mei, address(cast))
    way = {"to": "Shown", "line": "Asked/next/go to Shown", "passing": "They are at the gate"}
    client.force_login(cast.mei)
    client.post(address(cast, "moves/"), way)  # not hers to pass
    answer_due(now())
    assert "Go on although" not in page(cast.mei, address(cast))
    assert "Go on although" in page(cast.ben, address(cast))
    client.force_login(cast.ben)
    client.post(address(cast, "moves/"), way)
    answer_due(now())
    cast.lead.refresh_from_db()
    assert cast.lead.stage == "Shown"
    assert "They are at the gate" in page(cast.ben, address(cast))
    assert [(one.action, one.rule, one.user) for one in Passing.objects.all()] == [
        ("ask move", "our guess unknown", cast.ben)
    ]


def test_answers_are_kept_and_mistakes_are_told(cast, mei):
    mei.post(address(cast, "answers/"), {"answers-mood": "Good"})
    cast.lead.refresh_from_db()
    assert cast.lead.answers == {"mood": "Good"}
    wrong = mei.post(address(cast, "answers/"), {"answers-size": "many"})
    assert wrong.status_code == 422
    assert "Write a number" in wrong.content.decode()


def test_a_complete_step_goes_on_by_itself(cast, mei):
    task = cast.lead.tasks.get()
    mei.post(address(cast, "answers/"), {"answers-mood": "Good"})
    mei.post(f"/tasks/{task.pk}/completion/", {f"task-{task.pk}-ask-0": "hengtong.cn"})
    cast.lead.refresh_from_db()
    assert cast.lead.stage == "Shown"


def test_closing_asks_for_a_reason(cast, mei):
    way = {"to": "Ended badly", "line": "everywhere/go to Ended badly"}
    told = mei.post(address(cast, "moves/"), way, follow=True).content.decode()
    assert "Reason" in told
    mei.post(address(cast, "moves/"), {**way, "move-reason": "Price"})
    cast.lead.refresh_from_db()
    assert (cast.lead.stage, cast.lead.answers["reason"]) == ("Ended badly", "Price")


def test_a_wish_waits_and_can_be_taken_back(cast, mei):
    way = {"to": "Shown", "line": "Asked/next/go to Shown"}
    text = mei.post(address(cast, "moves/"), way, follow=True).content.decode()
    assert "On its way to Shown" in text
    text = mei.post(address(cast, "moves/taking-back/"), follow=True).content.decode()
    assert "On its way to Shown" not in text
    assert "No longer on its way to Shown" in text


def test_a_way_that_is_not_there_is_refused(cast, mei):
    text = mei.post(address(cast, "moves/"), {"to": "Mars"}, follow=True).content.decode()
    assert "does not lead there" in text


def test_it_is_given_to_somebody_else(cast, mei):
    mei.post(address(cast, "owner/"), {"owner": cast.ben.pk, "reason": "Leave"})
    cast.lead.refresh_from_db()
    assert cast.lead.owner == cast.ben
    told = mei.post(address(cast, "owner/"), {"owner": "x"}, follow=True).content.decode()
    assert "Owner" in told


def test_automation_that_stopped_goes_on(cast, mei):
    with Batch(cast.as_mei, now()) as batch:
        stop(batch, batch.lock([cast.lead])[0], "a loop")
    assert "a loop" in mei.get(address(cast)).content.decode()
    mei.post(address(cast, "release/"))
    cast.lead.refresh_from_db()
    assert cast.lead.stuck == ""


def test_what_is_missing_can_be_asked_for_from_where_it_stands(cast, mei):
    link = f"/records/{cast.lead.pk}/letters/new/?asks=yes&amp;next=/leads/{cast.lead.pk}/"
    assert (
        f'href="{link}">Ask the customer by letter</a>' in mei.get(address(cast)).content.decode()
    )
