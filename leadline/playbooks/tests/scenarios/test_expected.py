"""Every key of a `then` looks at what it says, since the last `when` alone."""

from typing import Any

import pytest

from leadline.playbooks.scenarios.expected import Since, unmet
from leadline.playbooks.tests.desk import story_of, told

TEXT = """
    process: Deal
    follows: deal
    may:
      - call: Anything new?
    stages:
      A:
        counts as: Inquiry
        on arrival:
          - start: chase
        while here:
          - on: quote sent
            open: order
            with:
              note: fragile
          - on: quote sent
            task: Look
            by: role Finance
        next:
          - on: anything
            go to: End
            records: quote changed
    ends:
      End: {outcome: done, stop: [sequences]}
"""
CADENCE = {"cadences.yaml": "sequence: chase\nsteps:\n  - 1 day: {send: hello}\n"}


@pytest.mark.parametrize(
    ("then", "met"),
    [
        ({"opened": "order", "with": {"note": "fragile"}}, True),
        ({"opened": "order", "with": {"note": "solid"}}, False),
        ({"task": "Look", "by": "role Finance"}, True),
        ({"task": "Look", "by": "owner"}, False),
        ({"offered": "Anything new?"}, True),
        ({"status": "Inquiry"}, True),
        ({"status": "Raw"}, False),
        ({"started": "chase"}, False),  # it was started before
        ({"no": "started chase"}, True),
        ({"still at": "A"}, True),
        ({"missing": ("note", "size")}, False),
        ({"cycle": "1", "stuck": "no", "owner": "Ann"}, True),
    ],
)
def test_an_expectation_is_met_or_told(then: dict[str, Any], met: bool) -> None:
    story = story_of(TEXT, files=CADENCE)
    since = Since(len(story.done), len(story.moves))
    told(story, "quote sent")
    assert (list(unmet(story, then, since)) == []) is met


def test_what_is_recorded_and_stopped() -> None:
    story = story_of(TEXT, files=CADENCE)
    since = Since(len(story.done), len(story.moves))
    told(story, "anything")
    assert list(unmet(story, {"recorded": "quote changed", "stopped": "sequences"}, since)) == []
