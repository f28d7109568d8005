"""What the Chinese catalogue is made of, and the faults that are told."""

import gettext
from pathlib import Path

import pytest

from leadline.config import translations
from leadline.config.translations import Key, asked_for, compile_catalogue, entries, faults, texts

LEAD = 'msgid "Lead"\nmsgstr "线索"\n'
LEADS = 'msgid "{n} lead"\nmsgid_plural "{n} leads"\nmsgstr[0] "{n} 条线索"\n'
MAY = 'msgctxt "month"\nmsgid "May"\nmsgstr "五月"\n'


def asked(*keys: Key) -> dict[Key, str]:
    return dict.fromkeys(keys, "leads/views.py:1")


@pytest.fixture
def parts(tmp_path: Path) -> Path:
    (tmp_path / "leads.po").write_text(f"{LEAD}\n{LEADS}\n{MAY}", encoding="utf-8")
    return tmp_path


def test_parts_become_one_catalogue_that_gettext_reads(parts: Path, tmp_path: Path) -> None:
    (parts / "work.po").write_text('msgid "Task"\nmsgstr "任务"\n', encoding="utf-8")
    made = tmp_path / "made" / "django.mo"
    compile_catalogue(entries(parts), made)
    with made.open("rb") as file:
        chinese = gettext.GNUTranslations(file)
    assert chinese.gettext("Lead") == "线索"
    assert chinese.gettext("Task") == "任务"
    assert chinese.ngettext("{n} lead", "{n} leads", 2) == "{n} 条线索"
    assert chinese.pgettext("month", "May") == "五月"
    assert chinese.gettext("May") == "May"


def test_a_complete_catalogue_has_no_faults(parts: Path) -> None:
    every = asked(("", "Lead"), ("", "{n} lead"), ("month", "May"))
    assert faults(entries(parts), every) == []


def test_a_text_without_chinese_is_told_with_its_place() -> None:
    assert faults([], asked(("", "Lead"))) == ["leads/views.py:1: 'Lead' has no Chinese"]


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ('msgid "Lead"\nmsgstr ""\n', "has no translation"),
        ('#, fuzzy\nmsgid "Lead"\nmsgstr "线索"\n', "is marked fuzzy"),
        ('msgid "Lead"\nmsgstr "{name}"\n', "has other placeholders"),
        ('msgid "Lead"\nmsgstr "客户"\n', "is 客户 here and 线索 in leads.po"),
        ('msgid "Leap"\nmsgstr "跳"\n', "is asked for nowhere"),
    ],
)
def test_a_bad_entry_is_told(parts: Path, entry: str, fault: str) -> None:
    (parts / "work.po").write_text(entry, encoding="utf-8")
    every = asked(("", "Lead"), ("", "{n} lead"), ("month", "May"))
    told = faults(entries(parts), every)
    assert all(line.startswith("work.po") for line in told)
    assert fault in "\n".join(told)


def test_two_translations_in_one_part_are_told(parts: Path) -> None:
    (parts / "leads.po").write_text(f"{LEAD}\n{LEAD.replace('线索', '客户')}", encoding="utf-8")
    assert len(faults(entries(parts), asked(("", "Lead")))) == 1


def test_texts_borrowed_from_other_parts_need_not_be_asked_for(tmp_path: Path) -> None:
    (tmp_path / "borrowed.po").write_text(LEAD, encoding="utf-8")
    assert faults(entries(tmp_path), {}) == []


def test_texts_of_code_are_found() -> None:
    source = '_("a" "b")\nx(pgettext_lazy("c", "d"), gettext_noop("e"), ngettext("f", "g", 2))'
    assert [key for _, key in texts(source, False)] == [
        ("", "ab"),
        ("c", "d"),
        ("", "e"),
        ("", "f"),
    ]


def test_texts_of_templates_are_found() -> None:
    source = """
        <a title="{% translate "Save" %}" x="don't">{{ _("Go") }}</a>
      {% blocktranslate count n=x %}{{ n }} lead{% plural %}{{ n }} leads{% endblocktranslate %}
    """
    assert [key[1] for _, key in texts(source, True)] == ["Save", "Go", "%(n)s lead"]


def test_tests_are_not_read(tmp_path: Path) -> None:
    for folder in ("leads", "leads/tests"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "views.py").write_text(f'_("{folder}")')
    assert asked_for(tmp_path) == {("", "leads"): "leads/views.py:1"}


def test_the_command_compiles_and_returns_one_where_something_is_missing(
    parts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = parts / "django.mo"
    monkeypatch.setattr(translations, "entries", lambda: entries(parts))
    monkeypatch.setattr(translations, "asked_for", lambda: asked(("", "Deal")))
    monkeypatch.setattr(
        translations, "compile_catalogue", lambda rows: compile_catalogue(rows, made)
    )
    assert translations.main([]) == 0
    assert made.exists()
    assert translations.main(["check"]) == 1
    assert "'Deal' has no Chinese" in capsys.readouterr().out
