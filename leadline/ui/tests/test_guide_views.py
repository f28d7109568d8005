"""“?” on a page opens the part of the guide about it, in the reader's language."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.urls import get_resolver, reverse

from leadline.ui.guide import CHAPTERS, chapter


@pytest.fixture
def reader(db: None, client):
    user = get_user_model().objects.create(email="mei@firm.example", name="Mei")
    client.force_login(user)
    return user


def names() -> set[str]:
    return {str(name) for name in get_resolver().reverse_dict if isinstance(name, str)}


def test_every_page_that_the_guide_is_about_exists():
    known = names()
    for one in (chapter(name, "en") for name in CHAPTERS):
        for page in (page for part in one.parts for page in part.pages):
            assert any(name == page or name.startswith(f"{page}-") for name in known), page


def test_a_question_mark_leads_to_the_part_about_the_page(client, reader):
    text = client.get("/profile/").content.decode()
    [href] = re.findall(r'data-guide href="([^"]+)"', text)
    answer = client.get(href)
    assert answer.url == f"{reverse('guide-chapter', args=['seller'])}#profile"
    page = client.get(answer.url).content.decode()
    assert 'id="profile"' in page
    assert 'popovertarget="keys" data-guide' in page
    assert "<h2>Make it yours</h2>" in page


def test_a_page_that_it_does_not_know_leads_to_its_beginning(client, reader):
    text = client.get("/guide/?on=<script>").content.decode()
    assert "<script>&" not in text
    for name in CHAPTERS:
        assert chapter(name, "en").title in text


def test_it_is_read_in_the_readers_language(client, reader):
    reader.language = "zh-hans"
    reader.save()
    text = client.get("/guide/administrator/").content.decode()
    assert "<h2>自动化</h2>" in text
    assert "/static/guide/zh-hans/colleagues.webp" in text


def test_other_chapters_and_strangers(client, db):
    assert client.get("/guide/").url.startswith("/account/login/")
    client.force_login(get_user_model().objects.create(email="a@b.example"))
    for name in ("nobody", "..", "README"):
        assert client.get(f"/guide/{name}/").status_code == 404
