"""The guide is whole in both languages, safe, and names pages that exist."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from leadline.ui.guide import CHAPTERS, LANGUAGES, Chapter, chapter, part_about


def whole(language: str) -> list[Chapter]:
    return [chapter(name, language) for name in CHAPTERS]


def pictures(one: Chapter) -> list[str]:
    return [src for part in one.parts for src in re.findall(r'src="/static/([^"]+)"', part.html)]


def test_both_languages_have_the_same_parts_about_the_same_pages():
    english, chinese = (
        [[(part.anchor, part.pages) for part in one.parts] for one in whole(language)]
        for language in LANGUAGES
    )
    assert english == chinese
    anchors = [anchor for one in english for anchor, _pages in one]
    assert len(anchors) == len(set(anchors))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_is_there_and_small(language):
    found = [src for one in whole(language) for src in pictures(one)]
    assert found
    for src in found:
        assert src.startswith(f"guide/{language}/")
        place = finders.find(src)
        assert place, src
        assert Path(place).stat().st_size < 120_000, src


def test_a_page_is_looked_up_by_its_name_or_by_what_it_belongs_to():
    def about(page: str) -> str:
        found = part_about(page, "en")
        return found[1].anchor if found else ""

    assert about("today") == "day"
    assert about("import-preview") == "import"
    assert about("leads") == "lists"
    assert about("leads-board") == "reports"
    assert about("lead") == "lead"
    assert about("leading") == ""
    assert about("") == ""


def test_what_stands_in_a_chapter_cannot_become_markup(tmp_path, settings):
    text = (
        "# Title\n\nOpen.\n\n## Part\n<!-- a: today -->\n\n<script>x</script> [y](javascript:z)\n"
    )
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "seller.md").write_text(text)
    settings.GUIDE = tmp_path
    chapter.cache_clear()
    [part] = chapter("seller", "en").parts
    chapter.cache_clear()
    assert "<script" not in part.html
    assert 'href="javascript' not in part.html
    assert (part.anchor, part.pages) == ("a", ("today",))


def test_links_between_chapters_lead_to_their_pages(tmp_path, settings):
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "seller.md").write_text("# T\n\n[Managers](manager.md)\n")
    settings.GUIDE = tmp_path
    chapter.cache_clear()
    assert 'href="../manager/"' in chapter("seller", "en").opening
    chapter.cache_clear()


def test_it_is_where_the_settings_say():
    assert (Path(settings.GUIDE) / "README.md").exists()
