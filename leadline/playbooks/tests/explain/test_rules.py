"""Guards, sequences, routes, approvals, score, fields and letters as sentences."""

# ruff: noqa: E501 - a table reads best with one case a line

from leadline.playbooks.explain.rules import rule_items
from leadline.playbooks.explain.speaker import Speaker
from leadline.playbooks.tests.folders import small
from leadline.playbooks.vocabulary_files import standard

FILES = {
    "guards.yaml": "- action: send quote\n  never while: budget unknown\n  say: First ask.\n  override: by owner, with reason\n",
    "cadences.yaml": "sequence: chase\naround: trial ends\nsteps:\n  - -3 days: {send: hello}\nstops on: [reply received]\n",
    "routes.yaml": "sales:\n  - when: budget known\n    to: pool Sales\n  - to: supervisor of owner\n",
    "approvals.yaml": "Discount:\n  of: quote\n  needed when: discount above 10 %\n  asked by: Sales\n  approved by:\n    - by: supervisor of owner\n",
    "score.yaml": "review every: 3 months\nfit:\n  - points: 20\n    when: budget known\nengagement:\n  - points: 5\n    on: reply received\n    half-life: 30 days\n",
    "fields.yaml": 'lead:\n  keen: {means: "interest is Yes"}\n',
}


def test_rules_in_sentences() -> None:
    said = [
        sentence for _section, _key, sentence in rule_items(Speaker(small(FILES), standard(), "en"))
    ]
    assert said[:4] == [
        "It goes around trial ends.",
        "3 days before trial ends: send the letter “hello”.",
        "It stops on reply received.",
        "Steps already past are skipped.",
    ]
    assert (
        "send quote: never while budget unknown (“First ask.”); the owner may pass it with a reason."
        in said
    )
    assert "sales, if budget known: the pool Sales." in said
    assert "sales, otherwise: the supervisor of the owner." in said
    assert "“Discount” is needed if discount above 10 %." in said
    assert "20 points if budget known." in said
    assert "5 points when “reply received” happens, halved every 30 days." in said
    assert "It is reviewed every 3 months." in said
    assert "keen means: interest is Yes." in said
    assert "The letter “hello” in en: Hello {{ first_name }}." in said
