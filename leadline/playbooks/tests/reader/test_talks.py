"""Talks: their titles, the stages where they are offered, and merge fields that exist."""

from leadline.playbooks.tests.folders import small, told

TALK = "---\ntitle: Price\nat: [New]\nwhen: interest is Yes\ncovers: [S0 17.1]\n---\nFirst.\n"
CHINESE = "---\ntitle: 价格\n---\n先了解需求。\n"


def test_a_talk_needs_nothing_above_it() -> None:
    talk = small({"talk-tracks/firm.md": "Hold the price.\n"}).talks["firm"]
    assert (talk.texts, talk.titles, talk.stages) == ({"en": "Hold the price."}, {}, ())


def test_title_stages_condition_and_nodes_stand_above_it() -> None:
    files = {"talk-tracks/price.en.md": TALK, "talk-tracks/price.zh-hans.md": CHINESE}
    talk = small(files).talks["price"]
    assert talk.titles == {"en": "Price", "zh-hans": "价格"}
    assert (talk.stages, talk.covers) == (("New",), ("S0 17.1",))
    assert talk.when is not None
    assert talk.when.text == "interest is Yes"


def test_a_stage_that_is_not_there_is_named() -> None:
    [sentence] = told({"talk-tracks/price.md": TALK.replace("[New]", "[Nwe]")})
    assert sentence.startswith("talk-tracks/price.md:3: error: there is no stage “Nwe”")
    assert "New" in sentence


def test_merge_fields_are_checked_and_nobody_says_a_link() -> None:
    for name in ("frist_name", "link"):
        [sentence] = told({"talk-tracks/price.md": TALK.replace("First.", f"{{{{ {name} }}}}")})
        assert f"“{{{{ {name} }}}}” is no field that a text may use" in sentence
