"""Where the engine's tests write small playbooks as text and follow one record through them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from textwrap import dedent
from zoneinfo import ZoneInfo

from leadline.core.schedules import Schedule
from leadline.core.shifts import parse_shifts
from leadline.core.workdays import WorkingDays
from leadline.playbooks.definition import Playbook
from leadline.playbooks.engine.decision import Effect
from leadline.playbooks.engine.state import State
from leadline.playbooks.reader.playbook import read
from leadline.playbooks.scenarios.story import Story
from leadline.playbooks.vocabulary import ActionWord, EventWord, KindWord, RelationWord, Vocabulary

LONDON = ZoneInfo("Europe/London")
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)  # in winter London's time is UTC
NINE_TO_FIVE = parse_shifts("09:00-17:00")
WEEK = (*(NINE_TO_FIVE,) * 5, (), ())
HOURS = Schedule(WorkingDays(LONDON, WEEK))  # type: ignore[arg-type]
EVENTS = ("quote sent", "quote accepted", "quote changed", "reply received", "call logged",
          "real conversation", "payment booked", "agreement signed", "referral asked",
          "reassigned", "asked", "date changed", "anything", "routed")  # fmt: skip
FIELDS = """
deal:
  deal amount: money
  urgent: yes or no
  paid: yes or no
  signed: yes or no
  shipped: time
  due day: day
  service starts: day
  service ends: day
  size: number
  note: text
  disputed: yes or no
"""
VOCABULARY = Vocabulary(
    actions={
        "open trial": ActionWord("open trial", "service", finishes="trial opened"),
        "open order": ActionWord("open order", "deals"),
    },
    events={name: EventWord(name, "deals") for name in EVENTS},
    kinds={
        "deal": KindWord("deal", "deals", "deals"),
        "order": KindWord("order", "deals", "orders"),
    },
    relations={"buyer of order": RelationWord("buyer of order", "deals")},
)
LETTERS = ("hello", "goodbye", "reminder", "welcome")


def playbook_of(text: str, files: Mapping[str, str] | None = None) -> Playbook:
    """The playbook whose only process is this text; AssertionError names what cannot be read."""
    letters = {f"emails/{name}.en.md": f"---\nsubject: {name}\n---\nDear you\n" for name in LETTERS}
    texts = {
        "playbook.yaml": "title: Small\nlanguages: [en]\nroles: [Sales, Finance, Engineering]\n",
        "fields.yaml": FIELDS,
        "deal.yaml": dedent(text),
        **letters,
        **(files or {}),
    }
    reading = read({name: dedent(text) for name, text in texts.items()}, VOCABULARY)
    assert not reading.problems, "\n".join(map(str, reading.problems))
    assert reading.playbook is not None
    return reading.playbook


def story_of(
    text: str,
    view: Mapping[str, object] | None = None,
    *,
    stage: str = "",
    at: datetime = MONDAY,
    files: Mapping[str, str] | None = None,
) -> Story:
    """A record that was opened in this playbook's process, in its first stage or another one."""
    playbook = playbook_of(text, files)
    name = next(iter(playbook.processes))
    blank = State(name, next(iter(playbook.processes[name].stages)), at, at, at)
    story = Story(playbook, blank, HOURS, LONDON, at, {"owner": "Ann", **(view or {})}, "deal:1")
    story.open(name, stage)
    return story


def told(story: Story, event: str, **sets: object) -> None:
    """An event that changes some fields (underscores are spaces), answered at once."""
    story.happen(event, sets={name.replace("_", " "): value for name, value in sets.items()})
    story.work()


def acts(story: Story, *verbs: str) -> list[str]:
    """What was done so far, as phrases, without the engine's own book-keeping."""
    return [
        phrase(one) for one in story.done if one.verb in (verbs or ("send", "task", "tell", "open"))
    ]


def phrase(effect: Effect) -> str:
    return f"{effect.verb} {effect.object}"


def way(story: Story) -> list[str]:
    """The stages that the record has been in."""
    return [move.new for move in story.moves]
