"""Two spellings of one company have one core, whatever the legal form and the script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.parties.normalise.companies import brand_of, placeless, read_company


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("Acme Co., Ltd.", "acme"),
        ("ACME Company Limited", "acme"),
        ("Acme Group Holdings Ltd", "acme"),
        ("Müller & Söhne GmbH & Co. KG", "muller and sohne"),
        ("Cemex S.A. de C.V.", "cemex"),
        ("Grupo Bimbo, S.A.B. de C.V.", "grupo bimbo"),
        ("Société Générale S.A.", "societe generale"),
        ("Philips B. V.", "philips"),
        ("Kowalski Sp. z o.o.", "kowalski"),
        ("Novak s.r.o.", "novak"),
        ("Yapı Kredi A.Ş.", "yapi kredi"),
        ("Volvo Aktiebolag (publ)", "volvo"),
        ("Tata Services Pvt. Ltd.", "tata services"),
        ("A.B.C. Trading Sdn. Bhd.", "abc trading"),
        ("ООО «Ромашка»", "ромашка"),
        ("PT Maju Jaya Tbk", "maju jaya"),
        ("株式会社日立製作所", "日立制作所"),
        ("삼성전자 주식회사", "삼성전자"),
        ("華為技術有限公司", "华为技术"),
        ("阿里巴巴集团控股有限公司", "阿里巴巴"),
        ("ＡＣＭＥ　Ｌｔｄ", "acme"),
        ("Company", "company"),
        ("Ltd", "ltd"),
        ("N/A", ""),
        ("个人", ""),
    ],
)
def test_cores(text: str, core: str) -> None:
    assert read_company(text).core == core


@pytest.mark.parametrize(
    ("text", "countries"),
    [("Acme GmbH & Co. KG", {"AT", "DE"}), ("Acme Ltd", set()), ("Novak s.r.o.", {"CZ", "SK"})],
)
def test_a_form_points_at_its_countries(text: str, countries: set[str]) -> None:
    assert read_company(text).countries == countries


@pytest.mark.parametrize(
    ("core", "brand", "without_place"),
    [
        ("深圳市华为技术", "华为", "华为技术"),
        ("华为技术上海", "华为", "华为技术"),
        ("上海电气", "上海电气", "电气"),
        ("万得信息技术", "万得", "万得信息技术"),
    ],
)
def test_chinese_names_without_place_and_trade(core: str, brand: str, without_place: str) -> None:
    assert (brand_of(core), placeless(core)) == (brand, without_place)


@pytest.mark.parametrize(
    ("one", "other"), [("Meridian Foods", "Meridean Foods"), ("Bluepeak", "Blue Peak Ltd")]
)
def test_slips_share_the_loose_key(one: str, other: str) -> None:
    assert read_company(one).hash != read_company(other).hash
    assert read_company(one).loose_hash == read_company(other).loose_hash


@given(st.text(st.characters(codec=None), max_size=300))
def test_nothing_makes_it_fail(text: str) -> None:
    company = read_company(text)
    company.text.encode()
    assert read_company(company.core).core == read_company(company.core.upper()).core or not (
        company.core.isascii()
    )
