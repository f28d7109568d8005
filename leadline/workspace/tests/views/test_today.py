"""Today opens the first thing, htmx gets its panel alone, and after doing it the next one opens."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.leads.events import SCREENED
from leadline.playbooks.definition import Place, Question, Who, WhoKind
from leadline.service.actions import open_trial
from leadline.work.actions.making import task
from leadline.workspace.tests.conftest import many, run, take_in


def test_today_shows_the_day(cast, page):
    text = page(cast.mei, "/")
    assert "Monday, and 4 things are yours" in text
    assert 'id="panel"' in text
    assert "<c-" not in text


def test_the_day_asks_as_often_for_many_leads_as_for_few(cast, client):
    client.force_login(cast.mei)

    def asked() -> int:
        client.get("/")
        with CaptureQueriesContext(connection) as found:
            client.get("/")
        return len(found)

    few = asked()
    take_in(cast.version, *many(20))
    run()
    assert asked() == few <= 58


def test_htmx_gets_the_panel_alone(cast, client):
    client.force_login(cast.mei)
    task = cast.other.tasks.get()
    text = client.get(f"/?item=t{task.pk}", headers={"HX-Request": "true"}).content.decode()
    assert text.lstrip().startswith("<aside")
    assert "Jonas Weber" in text
    promised = client.get(f"/?item=r{cast.lead.pk}", headers={"HX-Request": "true"})
    assert "Li Na" in promised.content.decode()
    gone = client.get("/?item=x", headers={"HX-Request": "true"}).content.decode()
    assert "Li Na" in gone


def test_after_doing_it_the_next_one_opens(cast, client):
    client.force_login(cast.mei)
    call = {"result": "connected", "next": "/"}
    text = client.post(f"/records/{cast.lead.pk}/calls/", call, follow=True).content.decode()
    assert "The call is logged: Li Na" in text
    assert "Monday, and 3 things are yours" in text
    assert f"/records/{cast.other.pk}/calls/" in text


def test_strangers_sign_in_first(cast, client):
    assert client.get("/").url.startswith("/account/login/")


def test_somebody_from_elsewhere_has_an_empty_day(cast, page):
    text = page(cast.kai, "/")
    assert "Nothing waits for you" in text
    assert "Li Na" not in text


def test_s0_05_a_decision_shows_its_evidence_beside_it(cast, page):
    asked = (Question("mood", Place("lead.yaml", 1)),)
    by = Who(WhoKind.SUPERVISOR, of=Who(WhoKind.OWNER))
    found = {
        "text": "Orient",
        "list": "ban",
        "reason": "Resold",
        "author": "Ada",
        "given": "Oriint",
    }
    with Batch(cast.as_mei) as batch:
        [record] = batch.lock([cast.lead])
        batch.happened(record, SCREENED, entries=["Orient"], evidence=[found])
    open_trial(cast.as_mei, cast.lead)
    made = task(AUTOMATION, cast.lead, what="Decide about it", by=by, ask=asked)
    text = page(cast.ben, f"/?item=t{made.pk}")
    for said in ("Found on a list", "Resold", "added by Ada; here they gave “Oriint”", "Ban list",
                 "We buy 200 t a month.", "<h2>Trials</h2>"):  # fmt: skip
        assert said in text, said
    assert text.index("Decide about it</h2>") < text.index("Before the next step")
    other = task(AUTOMATION, cast.lead, what="Water the plants", assignee=cast.ben)
    plain = page(cast.ben, f"/?item=t{other.pk}")
    assert "<h2>Found on a list" not in plain
    assert plain.index("Before the next step") < plain.index("Water the plants</h2>")


def test_put_off_to_a_time_it_comes_back_then(cast, client, clock, page):
    task(cast.as_mei, cast.lead, what="Water the plants", assignee=cast.kai)
    made = task(cast.as_mei, cast.lead, what="Feed the fish", assignee=cast.mei)
    client.force_login(cast.mei)
    address = f"/tasks/{made.pk}/delay/"
    refused = client.post(address, {"until": "2026-03-05T09:30", "next": "/"}).content.decode()
    assert "It is promised for" in refused
    given = {"until": "2026-03-05T09:30", "reason": "They are away", "next": "/"}
    assert "Feed the fish: " not in client.post(address, given, follow=True).content.decode()
    clock.advance(days=3)
    assert "Feed the fish: " in page(cast.mei, "/")
    history = page(cast.mei, f"/leads/{cast.lead.pk}/")
    assert "Not before" in history
    assert "They are away" in history
