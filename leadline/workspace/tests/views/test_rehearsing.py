"""From a proposed text to its numbers, their records, and both ways of one; only for publishers."""

from leadline.access.models import Role
from leadline.automation.models import Rehearsal
from leadline.automation.rehearsal import working
from leadline.automation.rehearsal.working import rehearse_due
from leadline.core import clock
from leadline.records.models import Record
from leadline.workspace.tests.conftest import FILES
from leadline.workspace.tests.views.test_publishing import hand_in

ASKS = "      mood: [Good, Bad]\n"
LATER = FILES | {
    "lead.yaml": FILES["lead.yaml"].replace(ASKS, f"{ASKS}      town: text\n"),
    "words/zh.yaml": FILES["words/zh.yaml"] + "town: 城市\n",
}


def rehearsed(client, cast) -> str:
    working._working.clear()
    client.force_login(cast.ben)
    proposal = hand_in(client, LATER)["Location"]
    assert "What would have been different?" in client.get(proposal).content.decode()
    answer = client.post(f"{proposal}rehearsal/", {"days": "30"})
    assert answer.status_code == 302
    return answer["Location"]


def test_numbers_lists_and_both_ways(cast, client) -> None:
    page = rehearsed(client, cast)
    assert "0 of 2 records are done." in client.get(page).content.decode()
    rehearse_due(clock.now())
    text = client.get(page).content.decode()
    assert "2 records: 0 go the same way, 2 would not." in text
    assert "about=wait&amp;name=Asked%3A+town" in text
    listed = client.get(f"{page}records/", {"about": "wait", "name": "Asked: town"})
    record = Record.objects.filter(kind="lead").earliest("pk")
    assert f"{page}records/{record.pk}/" in listed.content.decode()
    both = client.get(f"{page}records/{record.pk}/").content.decode()
    assert "As it happened" in both
    assert "for what nobody was asked: town." in both


def test_what_is_not_there(cast, client) -> None:
    page = rehearsed(client, cast)
    assert client.get(f"{page}records/", {"about": "nonsense"}).status_code == 404
    assert client.get(f"{page}records/")["Location"] == page
    assert client.get(f"{page}records/99999/").status_code == 404
    assert client.get("/settings/rehearsals/99999/").status_code == 404
    assert client.post("/settings/playbooks/proposal/made-up/rehearsal/").status_code == 404


def test_a_name_that_nobody_counted_opens_an_empty_list_and_is_escaped(cast, client) -> None:
    page = rehearsed(client, cast)
    text = client.get(f"{page}records/", {"about": "stage", "name": "<script>"}).content.decode()
    assert "<script>" not in text.partition("<main")[2]
    assert "Nobody differs in this" in text


def test_only_who_may_publish(cast, client) -> None:
    page = rehearsed(client, cast)
    Role.objects.get(name="Seller").permissions.filter(action="everything").delete()
    client.force_login(cast.mei)
    for path in (page, f"{page}records/", f"{page}records/1/"):
        assert client.get(path).status_code == 403
    proposal = Rehearsal.objects.count()
    assert client.post("/settings/playbooks/proposal/x/rehearsal/").status_code == 403
    assert Rehearsal.objects.count() == proposal


def test_a_text_with_mistakes_is_mended_first(cast, client) -> None:
    client.force_login(cast.ben)
    wrong = FILES | {"lead.yaml": FILES["lead.yaml"].replace("go to: Shown", "go to: Showm")}
    proposal = hand_in(client, wrong)["Location"]
    assert client.post(f"{proposal}rehearsal/", {"days": "0"})["Location"] == proposal
    assert not Rehearsal.objects.exists()
