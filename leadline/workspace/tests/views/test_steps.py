"""What automation held back stands on the lead page and Today, and is done or given up there."""

import pytest

from leadline.access.models import User
from leadline.automation.models import HeldStep, Passing
from leadline.core.actor import AUTOMATION
from leadline.core.models import Event
from leadline.parties.candidates import Candidate
from leadline.playbooks.actions import publish
from leadline.records.models import Record
from leadline.service.models import Entitlement
from leadline.workspace.tests.conftest import FILES, run, take_in

GUARDS = """
- action: open trial
  only when: size above 10
  say: First ask how large they are.
- action: note
  never while: mood is Bad
  override: nobody
"""
LEAD = FILES["lead.yaml"].replace(
    "    ask:\n", "    on arrival:\n      - open: trial\n    ask:\n", 1
)
WORDS = FILES["words/zh.yaml"] + "First ask how large they are.: 请先了解对方的规模。\n"


@pytest.fixture
def lead(cast) -> Record:
    files = {**FILES, "lead.yaml": LEAD, "guards.yaml": GUARDS, "words/zh.yaml": WORDS}
    version = publish(AUTOMATION, None, name="small", source=files)
    [lead] = take_in(version, Candidate(name="Ada Wong", emails=("ada@wong-steel.example",)))
    return lead


def step(client, user: User, rest: str, **data):
    client.force_login(user)
    return client.post(f"/steps/{HeldStep.objects.get().pk}/{rest}/", data, follow=True)


def test_the_pages_say_which_rule_refused_what_to_do_and_who_may_pass(cast, lead, page):
    for address in (f"/leads/{lead.pk}/", f"/?item=t{HeldStep.objects.get().task_id}"):
        text = page(cast.mei, address)
        assert "Not done by itself: open trial" in text
        assert "size is unknown" in text
        assert "this may be passed by: the supervisor of the owner" in text
        assert "Try again" not in text
    assert "automation stopped" not in page(cast.mei, f"/leads/{lead.pk}/").lower()


def test_when_the_cause_is_gone_it_offers_to_try_again(cast, lead, page, client):
    step(client, cast.mei, "release")
    assert not Entitlement.objects.exists()
    client.post(f"/leads/{lead.pk}/answers/", {"answers-size": "5"})
    assert "First ask how large they are." in page(cast.mei, f"/leads/{lead.pk}/")
    client.post(f"/leads/{lead.pk}/answers/", {"answers-size": "50"})
    text = page(cast.mei, f"/leads/{lead.pk}/")
    assert "Nothing stands against it any more." in text
    assert "Try again" in text
    assert "Done after all." in step(client, cast.mei, "release").content.decode()
    assert Entitlement.objects.get().lead == lead
    assert "Done after all: open trial" in page(cast.mei, f"/leads/{lead.pk}/")
    assert "Not done by itself" not in page(cast.mei, "/")


def test_who_may_passes_it_there_with_a_reason(cast, lead, page, client):
    assert "Do it all the same" in page(cast.ben, f"/leads/{lead.pk}/")
    asked = step(client, cast.ben, "release")
    assert asked.status_code == 422
    assert "Why it is done all the same" in asked.content.decode()
    assert not Entitlement.objects.exists()
    step(client, cast.ben, "release", passing="We know them well.")
    assert Entitlement.objects.get().lead == lead
    assert Event.objects.get(name="guard passed").data["reason"] == "We know them well."
    told = page(cast.ben, "/playbooks/small/")
    assert "Rules that people passed" in told
    assert "First ask how large they are." in told


def test_a_reason_of_somebody_who_may_not_passes_nothing(cast, lead, client):
    told = step(client, cast.mei, "release", passing="I like them.").content.decode()
    assert "This may do it all the same, with a reason: the supervisor of the owner." in told
    assert not Passing.objects.exists()
    assert not Entitlement.objects.exists()


def test_it_is_given_up_with_a_reason(cast, lead, page, client):
    step(client, cast.mei, "dropping", reason="They only looked.")
    assert "Given up: open trial (They only looked.)" in page(cast.mei, f"/leads/{lead.pk}/")
    assert "again" not in step(client, cast.mei, "release").content.decode().split("<main")[0]
    assert not Entitlement.objects.exists()


def test_the_action_of_a_page_that_a_rule_forbids_asks_for_the_reason(cast, lead, client):
    client.force_login(cast.ben)
    address = f"/leads/{lead.pk}/trial/"
    asked = client.post(address)
    assert asked.status_code == 422
    assert "size is unknown" in asked.content.decode()
    client.post(address, {"passing": "We know them well."})
    assert Entitlement.objects.get().lead == lead


def test_what_nobody_may_pass_says_so(cast, lead, page, client):
    client.force_login(cast.ben)
    client.post(f"/leads/{lead.pk}/answers/", {"answers-mood": "Bad"})
    sent = {"what": "They shouted.", "passing": "I must write it."}
    told = client.post(f"/records/{lead.pk}/notes/", sent, follow=True).content.decode()
    assert "Not while mood is Bad" in told
    assert not lead.notes.exists()


def test_it_reads_well_in_chinese(cast, lead, client):
    client.force_login(cast.mei)
    client.post(f"/leads/{lead.pk}/answers/", {"answers-size": "5"})
    User.objects.update(language="zh-hans")
    text = client.get(f"/leads/{lead.pk}/").content.decode()
    assert "请先了解对方的规模。" in text
    assert "未自动执行" in text


def test_strangers_and_people_from_elsewhere_do_nothing(cast, lead, client):
    pk = HeldStep.objects.get().pk
    assert client.post(f"/steps/{pk}/release/").url.startswith("/account/login/")
    client.force_login(cast.kai)
    assert client.post(f"/steps/{pk}/release/").status_code == 404
    assert client.post(f"/steps/{pk}/dropping/").status_code == 404
    client.post("/automation/steps/dropping/", {"what": "open trial"})
    assert HeldStep.objects.get().task.is_open


def test_all_of_a_kind_at_once(cast, lead, page, client):
    assert "Steps that were held back" in page(cast.ben, "/automation/")
    Record.objects.filter(pk=lead.pk).update(answers={"size": "50"})
    told = client.post("/automation/steps/release/", {"what": "open trial"}, follow=True)
    assert "1 step was done." in told.content.decode()
    run()
    assert Entitlement.objects.get().lead == lead
    told = client.post("/automation/steps/dropping/", {"what": "open trial"}, follow=True)
    assert "0 steps were given up." in told.content.decode()
