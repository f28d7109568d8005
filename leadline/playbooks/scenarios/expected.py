"""What a scenario's `then` expects, held against what was done since its last `when`."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _

from leadline.playbooks.definition import Who
from leadline.playbooks.engine.deciding import offers
from leadline.playbooks.engine.decision import TASKS, Effect
from leadline.playbooks.engine.state import Work
from leadline.playbooks.scenarios.story import Story

# A key of `then` that names an effect → the effect's verbs.
VERBS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "opened": frozenset({"open"}),
        "sent": frozenset({"send"}),
        "task": TASKS,
        "told": frozenset({"tell"}),
        "clock missed": frozenset({"clock missed"}),
        "clock warned": frozenset({"clock warned"}),
        "recorded": frozenset({"record"}),
        "started": frozenset({"start"}),
        "stopped": frozenset({"stop"}),
        "refused": frozenset({"refuse"}),
    }
)


@dataclass(frozen=True)
class Since:
    """How many effects and moves there were before the last `when`."""

    effects: int
    moves: int


def unmet(story: Story, then: Mapping[str, Any], since: Since) -> Iterator[str]:
    """A sentence for each expectation of one `then` that does not hold."""
    new = story.done[since.effects :]
    for key, wanted in then.items():
        if key in VERBS:
            yield from _counted(new, key, wanted, then)
        elif key == "no":
            yield from _forbidden(new, str(wanted))
        elif key in _LOOKS:
            found = _LOOKS[key](story, since)
            if str(wanted) not in found:
                yield _differs(key, str(wanted), ", ".join(found) or _("nothing"))
        elif key == "missing":
            yield from _missing(story, wanted)


def _counted(new: list[Effect], key: str, wanted: str, then: Mapping[str, Any]) -> Iterator[str]:
    """The effect was made, as often and with what the other keys say."""
    alike = [effect for effect in new if effect.verb in VERBS[key]]
    found = [e for e in alike if str(wanted) in _names(e) and _has_options(e, then)]
    if "times" in then and len(found) != int(then["times"]):
        times = {"wanted": then["times"], "found": len(found), "what": f"{key} {wanted}"}
        yield _("“%(what)s” %(found)s times, not %(wanted)s times") % times
    elif not found:
        yield _differs(key, str(wanted), ", ".join(e.object for e in alike) or _("nothing"))


def _forbidden(new: list[Effect], wanted: str) -> Iterator[str]:
    """`no: sent goodbye`; `no: task` forbids all of that kind."""
    key = next((one for one in sorted(VERBS, key=len, reverse=True)
                if wanted == one or wanted.startswith(f"{one} ")), "")  # fmt: skip
    if not key:
        yield _("“no” is followed by one of: %(keys)s") % {"keys": ", ".join(VERBS)}
        return
    name = wanted.removeprefix(key).strip()
    for effect in new:
        if effect.verb in VERBS[key] and (not name or name in _names(effect)):
            yield _("“%(what)s” happened and should not") % {"what": f"{key} {effect.object}"}


def _missing(story: Story, wanted: Any) -> Iterator[str]:
    names = wanted if isinstance(wanted, tuple) else (wanted,)
    wish = story.state.wish
    held = {name for one in wish.missing for name in (one.name, *one.fields)} if wish else set()
    for name in names:
        if str(name) not in held:
            yield _differs("missing", str(name), ", ".join(sorted(held)) or _("nothing"))


def _names(effect: Effect) -> tuple[str, ...]:
    who = effect.params.get("who")
    return (effect.object, *((who.text,) if isinstance(who, Who) else ()))


def _has_options(effect: Effect, then: Mapping[str, Any]) -> bool:
    """`to`, `by` and `with` beside an effect are about that effect."""
    for key in ("to", "by"):
        said = effect.params.get(key)
        text = said.text if isinstance(said, Who) else str(said)
        if key in then and text != then[key]:
            return False
    given = effect.params.get("with") or {}
    return all(str(given.get(name)) == text for name, text in (then.get("with") or {}).items())


def _differs(key: str, wanted: str, found: str) -> str:
    facts = {"key": key, "wanted": wanted, "found": found}
    return _("%(key)s: “%(wanted)s” was expected, and there is %(found)s") % facts


def _still(story: Story, since: Since) -> tuple[str, ...]:
    return (story.state.stage,) if len(story.moves) == since.moves else ()


def _done(story: Story, since: Since) -> tuple[str, ...]:
    return tuple(name for name, one in story.state.work.items() if one.status is Work.DONE)


def _offered(story: Story, since: Since) -> tuple[str, ...]:
    found = offers(story.playbook, story.state, story.view, story.around())
    return tuple(name for one in found for name in (one.doing.phrase, one.doing.object))


_LOOKS: Mapping[str, Callable[[Story, Since], tuple[str, ...]]] = MappingProxyType(
    {
        "stage": lambda story, since: (story.state.stage,),
        "still at": _still,
        "owner": lambda story, since: (str(story.view.get("owner", "")),),
        "wish": lambda story, since: (story.state.wish.to,) if story.state.wish else (),
        "done": _done,
        "offered": _offered,
        "cycle": lambda story, since: (str(story.state.cycle),),
        "stuck": lambda story, since: ("yes" if story.state.stuck else "no",),
        "status": lambda story, since: (
            story.playbook.processes[story.state.process].stages[story.state.stage].counts_as,
        ),
    }
)
