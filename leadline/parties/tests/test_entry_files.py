"""A file of entries is read strictly; every wrong line is told."""

from datetime import date

import pytest

from leadline.core.errors import Invalid
from leadline.parties.entry_files import LARGEST, MOST, Line, Usual, read_entries
from leadline.parties.models import ListName, Subject

END = date(2026, 12, 31)
USUAL = Usual(ListName.BAN, Subject.COMPANY, "From the old list")


def test_lines_say_what_they_are_or_the_person_did() -> None:
    text = (
        "Entry,List,What,Reason,Until,Company\n"
        "rival.com,competitors,domain,Copies us,2026-12-31,\n\n"
        'Li Na,,person,,,"Acme, Inc."\nBolt\n'
    )
    assert read_entries(text.encode(), USUAL) == [
        Line(2, ListName.COMPETITOR, Subject.DOMAIN, "rival.com", "Copies us", "", END),
        Line(4, ListName.BAN, Subject.PERSON, "Li Na", "From the old list", "Acme, Inc."),
        Line(5, ListName.BAN, Subject.COMPANY, "Bolt", "From the old list"),
    ]


def test_chinese_headings_and_encodings_are_read() -> None:
    text = "条目,名单,类型\n万得,竞争对手,公司\n"
    for encoding in ("utf-8-sig", "gb18030"):
        [line] = read_entries(text.encode(encoding), USUAL)
        assert (line.list_name, line.text) == (ListName.COMPETITOR, "万得")


def test_every_wrong_line_is_told() -> None:
    text = "entry,list,until\nAcme,friends,\nBolt,,31.12.2026\nCoil,,\n"
    with pytest.raises(Invalid) as refused:
        read_entries(text.encode(), USUAL)
    assert sorted(refused.value.problems) == ["2", "3"]
    assert "“friends” is none of: ban" in refused.value.problems["2"]
    assert "2026-12-31" in refused.value.problems["3"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "must name a column"),
        (b"who\nAcme\n", "must name a column"),
        (b"entry\n", "no line below"),
        (b'entry\n"open\n', "is no CSV"),
        (b"entry\n\xff\xfe\x00", "no text"),
    ],
)
def test_what_is_no_list_is_refused(content: bytes, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        read_entries(content, USUAL)


def test_too_much_is_refused() -> None:
    with pytest.raises(Invalid, match="larger than"):
        read_entries(b"x" * (LARGEST + 1), USUAL)
    with pytest.raises(Invalid, match="lines at most"):
        read_entries(b"entry\n" + b"a\n" * (MOST + 1), USUAL)
