"""The private page asks what is open, changes nothing when it is opened, and tells the truth."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from leadline.core.models import Event
from leadline.files.models import File
from leadline.mail.models import PrivateLink
from leadline.workspace import public


def test_opening_the_page_changes_nothing(cast, client, link):
    before = Event.objects.count()
    page = client.get(link + "?mood=Good").content.decode()
    assert Event.objects.count() == before
    assert 'name="yours-mood"' in page
    assert "checked" in page  # the click in the letter is proposed, a press confirms it
    assert "Mei Chen at Rebar Report" in page


def test_an_answer_is_evidence_and_moves_the_step(cast, client, link):
    thanks = client.post(link, {"yours-mood": "Good", "yours-size": "12"}).content.decode()
    assert "Thank you" in thanks
    cast.lead.refresh_from_db()
    assert cast.lead.answers == {"mood": "Good", "size": "12"}
    told = Event.objects.filter(stream_id=cast.lead.pk, name="answer given").first()
    assert told.actor_kind == "customer"
    assert told.data["evidence"] == "their own answer on the web page"


def test_only_what_the_stage_asks_customers_is_taken(cast, client, link):
    page = client.get(link).content.decode()
    assert "our-guess" not in page
    sent = {"yours-mood": "Bad", "yours-reason": "Price", "yours-our-guess": "x", "owner": "me"}
    client.post(link, sent)
    cast.lead.refresh_from_db()
    assert cast.lead.answers == {"mood": "Bad"}


def test_a_file_is_kept(cast, client, link):
    paper = SimpleUploadedFile("licence.pdf", b"%PDF-1.4\n%%EOF\n")
    client.post(link, {"yours-paper": paper})
    cast.lead.refresh_from_db()
    assert cast.lead.answers["paper"] == File.objects.get().pk


def test_nothing_and_nonsense_are_told(cast, client, link):
    assert client.post(link, {}).status_code == 422
    wrong = client.post(link, {"yours-size": "many"})
    assert wrong.status_code == 422
    assert "Write a number" in wrong.content.decode()


def test_a_link_that_is_too_old_says_so(cast, client, link, clock):
    clock.advance(days=61)
    page = client.get(link)
    assert page.status_code == 410
    assert "too old" in page.content.decode()


def test_a_closed_or_broken_link_says_so(cast, client, link, clock):
    assert client.get(link[:-2] + "x/").status_code == 410
    row = PrivateLink.objects.get()
    row.revoked_at = clock.at - timedelta(days=1)
    row.save()
    assert "was closed" in client.post(link, {"yours-mood": "Good"}).content.decode()
    cast.lead.refresh_from_db()
    assert cast.lead.answers == {}


def test_whoever_posts_without_end_is_stopped(cast, client, link, monkeypatch):
    monkeypatch.setattr(public, "MOST_POSTS", 2)
    assert [client.post(link, {}).status_code for _ in range(3)] == [422, 422, 429]


def test_the_page_speaks_their_language(cast, client, link):
    cast.lead.lead.language = "zh-hans"
    cast.lead.lead.save()
    page = client.get(link).content.decode()
    assert "心情" in page
    assert '<html lang="zh-hans"' in page


def test_an_ended_lead_asks_nothing(cast, client, link):
    cast.lead.outcome = "lost"
    cast.lead.save()
    assert "Nothing is open" in client.get(link).content.decode()
    client.post(link, {"yours-mood": "Good"})
    cast.lead.refresh_from_db()
    assert cast.lead.answers == {}
