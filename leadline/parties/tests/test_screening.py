"""Lists are met exactly where they should be, and never in the middle of a word."""

import pytest

from leadline.parties.candidates import Candidate, read
from leadline.parties.screening import Entry, Hit, normalised_entry, screen_with


def entry(kind: str, text: str, company: str = "", parent: str = "") -> Entry:
    return Entry(
        1, "ban", kind, text, normalised_entry(kind, text), "reason", "Mei", company, parent
    )


def hits(one: Entry, candidate: Candidate) -> tuple[Hit, ...]:
    return screen_with([one], [read(candidate)])[0]


@pytest.mark.parametrize(
    ("listed", "given", "how"),
    [
        ("Steel", "Steel GmbH", "company"),
        ("Steel", "Steelcase Inc.", None),
        ("Steel", "Bethlehem Steel Works", None),
        ("Steel", "Stahl AG", None),
        ("Steel", "Steal Ltd", None),
        ("Bloomberg L.P.", "BLOOMBERG LP", "company"),
        ("Bloomberg", "Bloomberg Singapore Pte Ltd", "company begins"),
        ("Bloomberg", "Bloomberq Ltd", "company similar"),
        ("Bloomberg", "Blumenberg AG", None),
        ("Acme Data", "New Acme Data Holdings", "company begins"),
        ("Acme Data", "Acme Database Ltd", None),
        ("Acme Data", "Data Acme", None),
        ("Müller & Söhne", "Mueller und Sohne", None),
        ("Société Générale", "Societe Generale S.A.", "company"),
        ("ООО «Ромашка»", "Ромашка ООО", "company"),
        ("华为", "深圳市华为技术有限公司", "company begins"),
        ("华为技术有限公司", "華為技術（上海）有限公司", "company begins"),
        ("中华", "中华为民基金会", None),
        ("万得", "万得信息技术股份有限公司", "company begins"),
        ("万得", "亿万得利贸易有限公司", None),
        ("上海电气", "东方电气", None),
        ("Wind", "Windriver", None),
        ("Ltd", "Acme Ltd", None),
        ("", "Acme", None),
    ],
)
def test_s0_03_companies_are_met_within_word_boundaries(
    listed: str, given: str, how: str | None
) -> None:
    found = hits(entry("company", listed), Candidate(company=given))
    assert [hit.how for hit in found] == ([how] if how else [])


@pytest.mark.parametrize(
    ("kind", "text", "email", "how"),
    [
        ("email", "Spy@Rival.com", "spy@rival.com", "email"),
        ("email", "s.p.y@gmail.com", "spy+trial@googlemail.com", "email"),
        ("email", "spy@rival.com", "spy2@rival.com", None),
        ("domain", "rival.com", "x@rival.com", "domain"),
        ("domain", "www.rival.com", "x@mail.eu.rival.com", "subdomain"),
        ("domain", "https://rival.com/about", "x@rival.com", "domain"),
        ("domain", "rival.com", "x@notrival.com", None),
        ("domain", "eu.rival.com", "x@rival.com", None),
        ("domain", "rival.co.uk", "x@other.co.uk", None),
    ],
)
def test_s0_03_addresses_and_domains(kind: str, text: str, email: str, how: str | None) -> None:
    found = hits(entry(kind, text), Candidate(emails=(email,)))
    assert [hit.how for hit in found] == ([how] if how else [])


@pytest.mark.parametrize(
    ("text", "company", "name", "works_at", "how"),
    [
        ("John Smith", "", "Smith, John", "Acme", "person"),
        ("John Smith", "Rival", "John Smith", "Rival Inc", "person at company"),
        ("John Smith", "Rival", "John Smith", "Acme", None),
        ("John Smith", "", "John Smithson", "Acme", None),
        ("王芳", "", "王芳", "", "person"),
        ("王芳", "", "王方", "", None),
        ("王芳", "", "Wang Fang", "", "person"),
        ("欧阳娜娜", "", "歐陽娜娜", "", "person"),
    ],
)
def test_s0_03_persons(text: str, company: str, name: str, works_at: str, how: str | None) -> None:
    found = hits(entry("person", text, company), Candidate(name=name, company=works_at))
    assert [hit.how for hit in found] == ([how] if how else [])


def test_a_hit_is_explained_in_a_sentence() -> None:
    [hit] = hits(entry("domain", "rival.com", parent="Rival"), Candidate(emails=("a@x.rival.com",)))
    assert hit.sentence == (
        "x.rival.com lies within the domain rival.com, which is on the list. It belongs to Rival."
    )


def test_an_entry_is_told_once_by_its_strongest_evidence() -> None:
    found = hits(
        entry("domain", "rival.com"), Candidate(website="rival.com", emails=("a@b.rival.com",))
    )
    assert len(found) == 1
