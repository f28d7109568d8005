"""Work is done over the web: by people who may, with what is wrong said on the form itself."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from leadline.core.actor import AUTOMATION
from leadline.core.models import Event
from leadline.files.models import File
from leadline.parties.models import Basis
from leadline.playbooks.definition import Place, Question, Who, WhoKind
from leadline.work.actions.making import call, task
from leadline.work.actions.telling import tell
from leadline.work.models import Call, Note, Notice, Task
from leadline.work.tests.conftest import Cast

HTMX = {"HTTP_HX_REQUEST": "true"}
ASK = tuple(Question(name, Place("lead.yaml", 1)) for name in ("website", "licence"))


@pytest.fixture
def web(cast: Cast, client: Client, settings: Settings, tmp_path: Path) -> Client:
    settings.DATA = tmp_path
    client.force_login(cast.mei)
    return client


def made(cast: Cast, **about: Any) -> Task:
    found = task(AUTOMATION, cast.lead, what="Look them up", **about)
    assert found is not None
    return found


def test_s0_36_a_failed_call_is_logged_and_the_stage_stays(
    cast: Cast, web: Client, told: Any
) -> None:
    retry = call(AUTOMATION, cast.lead, what="Try again")
    assert retry is not None
    before = cast.lead.stage
    answer = web.post(
        f"/records/{cast.lead.pk}/calls/",
        {"result": "no answer", "detail": "rang twice", "phone": cast.phone.pk, "task": retry.pk,
         "next": "/profile/"},
    )  # fmt: skip
    assert (answer.status_code, answer["Location"]) == (302, "/profile/")
    logged = Call.objects.get()
    assert (logged.result, logged.detail, logged.user) == ("no answer", "rang twice", cast.mei)
    assert told(cast.lead) == ["task made", "call logged", "call failed", "task done"]
    cast.lead.refresh_from_db()
    assert (cast.lead.stage, cast.lead.visit) == (before, 1)


def test_a_task_is_finished_with_what_it_asks(cast: Cast, web: Client) -> None:
    one = made(cast, ask=ASK)
    page = web.get(f"/tasks/{one.pk}/completion/").content.decode()
    assert "Look them up" in page
    assert f'name="task-{one.pk}-ask-0"' in page
    wrong = web.post(f"/tasks/{one.pk}/completion/", {})
    assert wrong.status_code == 200
    assert "This field is required" in wrong.content.decode()
    licence = SimpleUploadedFile("licence.pdf", b"%PDF-1.4 hello")
    data = {f"task-{one.pk}-ask-0": "w.example", f"task-{one.pk}-ask-1": licence}
    assert web.post(f"/tasks/{one.pk}/completion/", data).status_code == 302
    cast.lead.refresh_from_db()
    assert cast.lead.answers == {"website": "w.example", "licence": File.objects.get().pk}
    assert not Task.objects.get().is_open


def test_with_htmx_a_fragment_answers_and_can_be_undone(cast: Cast, web: Client) -> None:
    one = made(cast)
    done = web.post(f"/tasks/{one.pk}/completion/", {}, **HTMX).content.decode()
    assert "Done: Look them up." in done
    assert f"/tasks/{one.pk}/reopening/" in done
    assert "<html" not in done
    again = web.post(f"/tasks/{one.pk}/completion/", {}, **HTMX).content.decode()
    assert "This was done already" in again
    assert web.post(f"/tasks/{one.pk}/reopening/", {}).status_code == 302
    assert Task.objects.get().is_open


def test_a_withdrawn_task_is_not_opened_again(cast: Cast, web: Client) -> None:
    one = made(cast)
    Task.objects.update(withdrawn_at=one.made_at)
    page = web.post(f"/tasks/{one.pk}/reopening/", {"next": "/profile/"}, follow=True)
    assert "no longer to be done" in page.content.decode()


def test_a_task_is_put_off_and_given_away(cast: Cast, web: Client) -> None:
    one = made(cast)
    web.post(f"/tasks/{one.pk}/delay/", {"hours": "4"})
    web.post(f"/tasks/{one.pk}/assignment/", {"assignee": cast.ben.pk})
    kept = Task.objects.get()
    assert kept.opens_at is not None
    assert kept.assignee == cast.ben
    assert (
        "Select a valid choice"
        in web.post(f"/tasks/{one.pk}/delay/", {"hours": "-5"}).content.decode()
    )
    assert web.post(f"/tasks/{one.pk}/assignment/", {}).status_code == 200


def test_a_call_without_a_basis_says_so_until_a_reason_is_given(cast: Cast, web: Client) -> None:
    Basis.objects.all().delete()
    one = call(AUTOMATION, cast.lead, what="Try again")
    assert one is not None
    page = web.get(f"/tasks/{one.pk}/completion/").content.decode()
    assert "No basis to call" in page
    assert "Log the call" not in page
    assert web.post(f"/tasks/{one.pk}/permission/", {"reason": " "}).status_code == 200
    assert web.post(f"/tasks/{one.pk}/permission/", {"reason": "She asked"}).status_code == 302
    assert "Log the call" in web.get(f"/tasks/{one.pk}/completion/").content.decode()


def test_notes_interest_and_notices(cast: Cast, web: Client) -> None:
    assert web.post(f"/records/{cast.lead.pk}/notes/", {"what": "12 seats"}).status_code == 302
    assert Note.objects.get().text == "12 seats"
    empty = web.post(f"/records/{cast.lead.pk}/notes/", {"what": ""}, **HTMX).content.decode()
    assert "This field is required" in empty
    web.post(f"/records/{cast.lead.pk}/interest/", {"what": "Yearly plan"})
    assert Event.objects.get(name="interest shown").data == {"what": "Yearly plan"}
    too_long = web.post(f"/records/{cast.lead.pk}/interest/", {"what": "x" * 501})
    assert "at most 500" in too_long.content.decode()
    tell(AUTOMATION, cast.lead, who=Who(WhoKind.OWNER))
    web.post(f"/notices/{Notice.objects.get().pk}/reading/")
    assert Notice.objects.get().read_at is not None


def test_a_wrong_call_is_said_on_its_form(cast: Cast, web: Client) -> None:
    page = web.post(f"/records/{cast.lead.pk}/calls/", {"result": "closed lost"})
    assert "is not one of the available choices" in page.content.decode()
    assert not Call.objects.exists()


def test_what_one_may_not_see_is_not_there(cast: Cast, web: Client) -> None:
    one = made(cast)
    web.force_login(cast.kai)
    for path in (f"/tasks/{one.pk}/completion/", f"/records/{cast.lead.pk}/calls/"):
        assert web.post(path, {}).status_code == 404
    web.logout()
    assert web.post(f"/tasks/{one.pk}/completion/", {}).status_code == 302
    assert Task.objects.get().is_open


def test_one_is_led_back_to_this_site_alone(cast: Cast, web: Client) -> None:
    data = {"what": "x", "next": "https://elsewhere.example/"}
    assert web.post(f"/records/{cast.lead.pk}/notes/", data)["Location"] == "/"
