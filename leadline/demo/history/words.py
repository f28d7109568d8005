"""What people of the demo's history write and say, in their own languages."""

from collections.abc import Mapping

from leadline.demo.cast import Customer, Story
from leadline.work.models import Task

BANNED = "The reason on the list still stands; nothing has been settled."
CLEARED = "The old invoice was paid in full in spring; I checked with finance."
ANOTHER = "Another team with other products; their colleague became a customer."
NOT_ANOTHER = "They looked at everything in the first trial and did not go on."
ON_A_LICENCE = "Two people, honest, they import for local workshops."
LET_BE = "Called twice; the next letter asks once more."
WANTS = "A price for their team, with the weekly report"
UNHAPPY = "Their region is not covered often enough; they stay with what they have."
TOO_DEAR = "Their budget for this year is gone."

LIKED = {"en": "Clear, and updated early in the day.", "zh-hans": "数据清楚，更新也早。"}
MORE = {"en": "What would it cost for our team?", "zh-hans": "我们团队用要多少钱？"}
MISSING = {"en": "Too few series for our region.", "zh-hans": "我们地区的数据太少。"}
REPLIES: Mapping[Story, Mapping[str, str]] = {
    Story.WINS: {
        "en": "Thank you, the login works. We will look at the weekly series first.",
        "zh-hans": "谢谢，可以登录了。我们先看周度数据。",
    },
    Story.DEAL: {
        "en": "Thanks. Is there a way to export the series to a spreadsheet?",
        "zh-hans": "谢谢。数据可以导出到表格吗？",
    },
}


def reply(who: Customer) -> str:
    return REPLIES[who.story][who.language]


def on_the_phone(who: Customer, task: Task) -> dict[str, str] | None:
    """What they answer when asked what they think; None where nobody picks up."""
    if who.story in (Story.SILENT, Story.LICENCE, Story.COLD):
        return None
    field = next(ask["field"] for ask in task.asks)
    if who.story is Story.UNHAPPY:
        answer, said = "Not satisfied", MISSING[who.language]
    elif field == "third feedback" and len(who.name) % 2:
        answer, said = "Interested", MORE[who.language]
    else:
        answer, said = "Satisfied", LIKED[who.language]
    return {field: answer, f"{field} in words": said}


def noted(who: Customer) -> str:
    return f"{who.name} wants a quote for the team. Told them I come back this week."


def found(who: Customer) -> dict[str, object]:
    """What the lead developer finds in public sources."""
    site = who.proof.partition("@")[2]
    return {
        "website": site,
        "business": "Profiles and sheet, cut to size",
        "company size": 10 + 7 * (len(who.name) % 6),
        "industry": "Metal processing",
        "source links": f"https://{site}/about",
    }


def worth(who: Customer) -> int:
    """What they may spend in a year, in cents."""
    return 120_000 * (2 + len(who.name + who.company) % 9)
