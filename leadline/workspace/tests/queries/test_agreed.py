"""The page of the agreement: words in the reader's language, sides, suppliers, parts."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from leadline.core.actor import AUTOMATION
from leadline.playbooks.actions import publish, sign_playbook
from leadline.playbooks.agreement import Part
from leadline.playbooks.models import Published
from leadline.workspace.queries.agreed import agreed_page
from leadline.workspace.tests.conftest import FILES, Cast

AGREED = {
    **FILES,
    "playbook.yaml": FILES["playbook.yaml"].replace("[Seller]", "[Seller, Manager]"),
    "fields.yaml": FILES["fields.yaml"].rstrip()
    + '\n  ready: {means: "our guess known and mood is Good", opposite: not ready}\n',
    "agreement.yaml": "sales-ready: ready\ndefinition signed by: [Seller, Manager]\n"
    "promises: [first answer]\nsigned by: [Seller, Manager]\n",
    "words/zh.yaml": FILES["words/zh.yaml"] + "Everybody hears from us: 人人都有回音\n",
}


@pytest.fixture
def published(cast: Cast) -> Published:
    return publish(AUTOMATION, None, name="small", source=AGREED).playbook


def test_both_parts_with_their_sides(cast: Cast, published: Published) -> None:
    page = agreed_page(published, cast.mei)
    definition, promises = page.parts
    assert definition.groups[0][1][0].startswith("ready")
    assert "definition is signed" not in definition.groups[0][1][0]
    assert promises.groups[0][0] == "Seller"
    assert "Everybody hears from us" in promises.groups[0][1][0]
    assert [(one.role, one.may_sign) for one in promises.sides] == [
        ("Seller", True),
        ("Manager", False),
    ]
    assert (promises.lacking, promises.is_in_force) == (["Seller", "Manager"], False)


def test_what_one_has_signed_one_does_not_sign_for_the_other_side(
    cast: Cast, published: Published
) -> None:
    hash = agreed_page(published, cast.mei).parts[1].hash
    sign_playbook(cast.as_mei, None, playbook="small", part=Part.PROMISES, role="Seller", hash=hash)
    page = agreed_page(published, cast.mei)
    assert [one.may_sign for one in page.parts[1].sides] == [False, False]
    assert [one.may_sign for one in agreed_page(published, cast.ben).parts[1].sides] == [
        False,
        True,
    ]
    [signed] = page.signed
    assert (signed.by, signed.role, signed.number, signed.holds) == ("Mei Chen", "Seller", 2, True)
    assert "first answer" in signed.words


def test_who_supplies_what_and_where_the_six_parts_stand(cast: Cast, published: Published) -> None:
    page = agreed_page(published, cast.mei)
    assert [(one.name, one.fields) for one in page.suppliers] == [("Seller", [("our guess", True)])]
    since = {one.title: (one.files, one.since) for one in page.components}
    assert since["Lead score"] == ([], 0)
    assert since["The promises of both sides"] == (["agreement.yaml"], 2)


def test_a_page_without_an_agreement_and_one_in_chinese(cast: Cast) -> None:
    assert agreed_page(cast.version.playbook, cast.mei).parts == []
    published = publish(AUTOMATION, None, name="small", source=AGREED).playbook
    with override("zh-hans"):
        page = agreed_page(published, cast.mei)
    assert page.parts[0].title == "合格线索的定义"
    assert "人人都有回音" in page.parts[1].groups[0][1][0]


def test_many_signatures_take_no_more_queries(cast: Cast, published: Published) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            agreed_page(published, cast.kai)
        return len(found)

    queries()  # definitions are read once
    before = queries()
    for part in agreed_page(published, cast.mei).parts:
        sign_playbook(
            cast.as_mei, None, playbook="small", part=part.part, role="Seller", hash=part.hash
        )
    assert queries() <= before
