"""A person hands in a file, says what it is, sees the numbers, reads it in and takes it back."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from leadline.access.actor import person
from leadline.access.models import Permission, Reach, Role, User
from leadline.core import clock
from leadline.core.actor import AUTOMATION
from leadline.core.errors import Refused
from leadline.intake import importing_views
from leadline.intake.actions import undoing
from leadline.intake.actions.importing import start_import
from leadline.intake.columns import read_columns
from leadline.intake.forecasting import forecast_due
from leadline.intake.jobs import take_back_due
from leadline.intake.models import Forecast, Import, State, Undo
from leadline.intake.runs import run_import
from leadline.intake.tests.conftest import FILES, NINE
from leadline.playbooks.actions import publish
from leadline.playbooks.models import Published
from leadline.records.models import Record
from leadline.work.actions.calls import log_call
from leadline.work.models import Call

CHINA = ZoneInfo("Asia/Shanghai")

TEXT = "Name,E-Mail,Extra\nLi Na,li.na@x.example,1\n=cmd(),,2\n,,3\n"


@pytest.fixture
def hers(client: Client, mei: User, playbook: Published) -> Client:
    """Mei may open sources and take imports back, as Marketing may."""
    for action in ("make way in", "take back rows", "take back import"):
        Permission.objects.create(role=Role.objects.get(), action=action, reach=Reach.ALL)
    client.force_login(mei)
    return client


def hand_in(
    client: Client, text: str | bytes = TEXT, how: str = "history", encoding: str = ""
) -> Any:
    content = text if isinstance(text, bytes) else text.encode()
    data = {"source": "Old CRM", "how": how, "encoding": encoding}
    upload: dict[str, Any] = {"file": SimpleUploadedFile("leads.csv", content)}
    return client.post("/import/", {**data, **upload})


CHOSEN = {
    "column_0": "name",
    "column_1": "e-mail",
    "column_2": "skip",
    "dates": "",
    "blanks": "",
    "otherwise": "Registered",
    "key": "",
    "on_match": "fill blanks",
}


def test_from_the_file_to_the_leads_and_back(hers: Client) -> None:
    page = hers.get("/import/").content.decode()
    assert 'value="history" required id="id_how_0" checked' in page or "checked" in page
    begun = Import.objects.get(pk=int(hand_in(hers)["Location"].split("/")[2]))
    url = f"/import/{begun.pk}/"
    assert "Li Na · =cmd()" in hers.get(url).content.decode()
    assert "Say at which stage" in hers.post(url, {**CHOSEN, "otherwise": ""}).content.decode()
    assert hers.post(url, CHOSEN)["Location"] == f"{url}preview/"
    waiting = hers.get(f"{url}preview/").content.decode()
    assert "The file is being read." in waiting
    assert "without waiting for the numbers" in waiting
    assert forecast_due(clock.now()) == 1
    shown = hers.get(f"{url}preview/").content.decode()
    assert "<dt>New leads</dt><dd>2</dd>" in shown
    assert "<dt>New leads that nobody may write to</dt><dd>2</dd>" in shown
    assert "<dt>Rows</dt><dd>3</dd>" in shown
    assert "<dt>Can be used</dt><dd>2</dd>" in shown
    assert "no clock starts" in shown
    assert not Record.objects.exists()
    hers.post(f"{url}start/")
    assert Record.objects.count() == 2
    done = hers.get(url).content.decode()
    opened = f"/incoming/list/?import={begun.pk}&amp;outcome=created"
    assert f'<dt>New leads</dt><dd><a href="{opened}">2</a></dd>' in done
    listed = hers.get(opened.replace("&amp;", "&")).content.decode()
    assert listed.count('class="row-title"') == 2
    mend = b"".join(hers.get(f"{url}mend/").streaming_content).decode()  # type: ignore[attr-defined]
    assert mend.splitlines()[1] == ",,3,Nothing here says who this is."
    undone = hers.post(f"{url}taking-back/", follow=True)
    assert "everything is as it was before" in undone.content.decode()
    assert not Record.objects.exists()
    begun.refresh_from_db()
    assert begun.state == State.TAKEN_BACK


def test_a_large_import_is_taken_back_by_the_worker_and_the_page_says_how_far(
    hers: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(hers)
    url = f"/import/{Import.objects.get().pk}/"
    hers.post(url, CHOSEN)
    hers.post(f"{url}start/")
    monkeypatch.setattr(undoing, "at_once", lambda plenty, few: 1)
    monkeypatch.setattr(importing_views, "WAITED", -1.0)
    hers.post(f"{url}taking-back/")
    assert "It is being taken back; one lead has gone." in hers.get(url).content.decode()
    assert "Take it back" not in hers.get(url).content.decode()
    hers.post(f"{url}taking-back/")  # impatience does no harm
    hers.post(f"{url}start/")
    assert take_back_due(NINE) == 1
    assert "It was taken back: everything is as it was before." in hers.get(url).content.decode()
    assert not Record.objects.exists()


def test_what_could_not_be_taken_back_says_why_and_is_tried_again_from_its_page(
    hers: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(hers)
    url = f"/import/{Import.objects.get().pk}/"
    hers.post(url, CHOSEN)
    hers.post(f"{url}start/")

    def breaks(*_: object, **__: object) -> bool:
        raise Refused("<b>It stands in the way.")

    with monkeypatch.context() as broken:
        broken.setitem(undoing.take_back_rows.__dict__, "function", breaks)
        assert hers.post(f"{url}taking-back/").status_code == 302
        text = hers.get(url).content.decode()
        assert "is tried again at" in text
        assert "&lt;b&gt;It stands in the way." in text
        Undo.objects.update(tries=5, try_at=None)
        assert "has failed again and again and rests now" in hers.get(url).content.decode()
        assert take_back_due(NINE) == 0
    assert "Try again" in hers.get(url).content.decode()
    hers.post(f"{url}taking-back/")
    text = hers.get(url).content.decode()
    assert "It was taken back: everything is as it was before." in text
    assert "Try again" not in text


def test_an_import_of_which_something_stays_does_not_claim_to_be_taken_back(
    hers: Client, mei: User
) -> None:
    hand_in(hers)
    url = f"/import/{Import.objects.get().pk}/"
    hers.post(url, CHOSEN)
    hers.post(f"{url}start/")
    assert "It can be taken back. A lead stays, and says why, if" in hers.get(url).content.decode()
    lead = Record.objects.get(person__name="Li Na")
    log_call(person(mei), lead, result="no answer")
    said = hers.post(f"{url}taking-back/", follow=True).content.decode()
    assert "Leads taken back: 1. What stays, and why, stands below." in said
    assert "Somebody has worked on it since." in said


def test_days_that_differ_say_what_to_do(hers: Client) -> None:
    hand_in(hers, "Name,Datum der Anfrage\nLi Na,03.11.2026\nTom Berg,Nov 7 2026\n")
    url = f"/import/{Import.objects.get().pk}/"
    given = {**CHOSEN, "column_1": "received on"}
    assert "Say how most of its days are written" in hers.post(url, given).content.decode()
    assert hers.post(url, {**given, "dates": "day first"})["Location"] == f"{url}preview/"


def test_the_next_file_of_a_source_is_mapped_as_the_last(hers: Client) -> None:
    hand_in(hers)
    hers.post(f"/import/{Import.objects.get().pk}/", {**CHOSEN, "column_2": "message"})
    hand_in(hers, TEXT.replace("Extra", "Extra,Phone"))
    columns = Import.objects.order_by("pk").last()
    assert columns is not None
    assert "'Extra': message" in columns.columns
    assert "'Phone': phone" in columns.columns


def test_a_file_over_the_limit_is_refused_and_says_what_to_do(
    hers: Client, settings: Settings
) -> None:
    settings.IMPORT_LIMIT = 10
    assert "leadline import" in hand_in(hers).content.decode()
    assert not Import.objects.exists()


def test_the_encoding_can_be_said_where_it_cannot_be_told(hers: Client) -> None:
    text = "Name,E-Mail\nJosé Muñoz,j@x.example\n".encode("latin-1")
    assert "Say it, or save it as UTF-8." in hand_in(hers, text).content.decode()
    hand_in(hers, text, encoding="windows-1252")
    begun = Import.objects.get()
    assert read_columns(begun.columns).encoding == "windows-1252"
    assert "José Muñoz" in hers.get(f"/import/{begun.pk}/").content.decode()


ODD = "Name,State,Tag,Day\nLi Na,open,Ringing,03/04/2026\nTom,open,?,01/02/2026\n"


def test_what_the_file_does_not_say_is_asked_and_kept(hers: Client) -> None:
    hand_in(hers, ODD)
    url = f"/import/{Import.objects.get().pk}/"
    columns = {"column_0": "name", "column_1": "stage", "column_2": "call result"}
    chosen = {**CHOSEN, **columns, "column_3": "received on", "otherwise": "", "key": ""}
    assert hers.post(url, chosen)["Location"] == f"{url}values/"
    page = hers.get(f"{url}values/").content.decode()
    assert "03/04/2026" in page
    assert "2 rows" in page
    assert hers.post(f"{url}values/", {"place_0": "Raw", "call_0": "no answer"}).status_code == 422
    said = {"place_0": "Raw", "call_0": "no answer", "call_1": "", "dates": "day first"}
    assert hers.post(f"{url}values/", said)["Location"] == f"{url}preview/"
    hers.post(f"{url}start/")
    assert set(Record.objects.values_list("stage", flat=True)) == {"Raw"}
    assert Call.objects.get().result == "no answer"
    days = {one.opened_at.astimezone(CHINA).date() for one in Record.objects.all()}
    assert days == {date(2026, 4, 3), date(2026, 2, 1)}
    hand_in(hers, ODD)
    again = read_columns(Import.objects.latest("pk").columns)
    assert (again.placed_by, again.stages, again.dates) == ("State", {"open": "Raw"}, "day first")


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"%PDF-1.7", "no table"), (b"\n \n", "empty"), (b"PK\x03\x04x", "damaged")],
)
def test_what_cannot_be_read_is_said_at_once(hers: Client, content: bytes, said: str) -> None:
    assert said in hand_in(hers, content).content.decode()
    assert not Import.objects.exists()


def test_a_list_says_that_it_will_be_raw(hers: Client) -> None:
    hand_in(hers, how="list")
    url = f"/import/{Import.objects.get().pk}/"
    hers.post(url, {name: text for name, text in CHOSEN.items() if name != "otherwise"})
    assert "They will be Raw" in hers.get(f"{url}preview/").content.decode()
    hers.post(f"{url}start/")
    assert set(Record.objects.values_list("stage", flat=True)) == {"Raw"}


def test_strangers_hand_in_nothing(client: Client, firm: object) -> None:
    assert client.get("/import/").status_code == 302
    client.force_login(User.objects.create(email="new@firm.example", name="New"))
    assert client.get("/import/").status_code == 403


def test_where_two_playbooks_take_leads_one_says_which_of_them(hers: Client) -> None:
    assert 'name="playbook"' not in hers.get("/import/").content.decode()
    publish(AUTOMATION, None, name="second", source=FILES)
    assert hand_in(hers).status_code == 200  # nobody has said which
    data = {"source": "Fair", "how": "list", "playbook": "second"}
    file = SimpleUploadedFile("leads.csv", TEXT.encode())
    assert hers.post("/import/", {**data, "file": file}).status_code == 302
    assert Import.objects.get().door.playbook.name == "second"


WORDS = "Registered: 已登记\nwanted goods: 所需货物\nCall them: 打电话\nfirst answer: 首次答复\n"
LETTERS = {
    "emails/hello.en.md": "---\nsubject: Good day\n---\nGood day.\n",
    "emails/hello.zh-hans.md": "---\nsubject: 您好\n---\n您好。\n",
    "emails/by-name.en.md": "---\nsubject: Dear {{ first_name }}\n---\nGood day.\n",
}


def test_a_preview_speaks_the_readers_language(hers: Client, mei: User) -> None:
    source = {**FILES, **LETTERS, "words/zh.yaml": WORDS}
    publish(AUTOMATION, None, name="small", source=source)
    hand_in(hers)
    url = f"/import/{Import.objects.get().pk}/"
    User.objects.filter(pk=mei.pk).update(language="zh-hans")
    mapping = hers.get(url).content.decode()
    assert '<option value="answer wanted goods">所需货物</option>' in mapping
    assert '<option value="Registered">已登记</option>' in mapping
    hers.post(url, CHOSEN)
    assert forecast_due(clock.now()) == 1
    told = {
        "letter": {"hello": 3, "by-name": 1},
        "clock": {"first answer": 2},
        "task": {"": 1, "Mei Chen": 1},
        "later task": {"Call them": 4},
    }
    Forecast.objects.update(told={**Forecast.objects.get().told, **told})
    chinese = hers.get(f"{url}preview/").content.decode()
    for words in ("已登记", "您好", "By name", "首次答复", "未指定某人", "Mei Chen"):
        assert f"<dt>{words}</dt>" in chinese, words
    assert "第 4 行：这里没有说明是谁。" in chinese  # the worker wrote it down
    User.objects.filter(pk=mei.pk).update(language="en")
    english = hers.get(f"{url}preview/").content.decode()
    for words in ("Registered", "Good day", "By name", "First answer", "Nobody in particular"):
        assert f"<dt>{words}</dt>" in english, words
    User.objects.filter(pk=mei.pk).update(language="zh-hans")
    begun = Import.objects.get()
    start_import(AUTOMATION, begun)
    run_import(begun)
    assert "第 4 行：这里没有说明是谁。" in hers.get(url).content.decode()
