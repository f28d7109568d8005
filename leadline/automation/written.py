"""An effect written down as JSON, to be carried out another day, and read again as it was."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from leadline.core.durations import Duration, parse_duration
from leadline.core.money import Money
from leadline.playbooks.definition import Place, Question, Who, WhoKind
from leadline.playbooks.engine.decision import Effect
from leadline.playbooks.engine.state import State


def written(effect: Effect) -> dict[str, Any]:
    """All that carrying it out needs. Raises TypeError for an option of a kind nobody knows."""
    return {
        "verb": effect.verb,
        "object": effect.object,
        "key": effect.key,
        "at": effect.at.isoformat(),
        "depth": effect.depth,
        "params": _write(effect.params),
        "line": effect.line,
        "place": [effect.place.file, effect.place.line] if effect.place else None,
        "why": effect.why,
        "awaited": effect.awaited,
    }


def read(json: Mapping[str, Any]) -> Effect:
    """The effect that `written` wrote."""
    place = json["place"]
    return Effect(
        verb=json["verb"],
        object=json["object"],
        key=json["key"],
        at=datetime.fromisoformat(json["at"]),
        depth=json["depth"],
        params=_read(json["params"]),
        line=json["line"],
        place=Place(*place) if place else None,
        why=json["why"],
        awaited=json["awaited"],
    )


def _write(value: Any) -> Any:
    match value:
        case None | bool() | int() | str():
            return value
        case Mapping():
            return {"map": {str(name): _write(one) for name, one in value.items()}}
        case list() | tuple():
            return {"list": [_write(one) for one in value]}
        case datetime():
            return {"moment": value.isoformat()}
        case date():
            return {"day": value.isoformat()}
        case Decimal():
            return {"number": str(value)}
        case Money():
            return {"money": [value.amount, value.currency]}
        case Duration():
            return {"length": str(value)}
        case Who():
            return {"who": _write_who(value)}
        case State():
            return {"state": value.to_json()}
        case Question():
            return {"question": _write_question(value)}
        case _:
            raise TypeError(f"{value!r} cannot be kept for later")


def _write_who(who: Who) -> dict[str, Any]:
    further = {"of": who.of, "otherwise": who.otherwise}
    return {
        "kind": who.kind.value,
        "name": who.name,
        "path": who.path,
        "text": who.text,
        **{name: _write_who(one) for name, one in further.items() if one is not None},
    }


def _write_question(asked: Question) -> dict[str, Any]:
    """One that is needed only sometimes may stay open, as a task has it (see work.rules)."""
    return {
        "field": asked.field,
        "optional": asked.optional or asked.needed_when is not None,
        "choices": list(asked.choices),
        "place": [asked.place.file, asked.place.line],
    }


def _read(json: Any) -> Any:
    if not isinstance(json, dict):
        return json
    [(kind, inner)] = json.items()
    match kind:
        case "map":
            return {name: _read(one) for name, one in inner.items()}
        case "list":
            return tuple(_read(one) for one in inner)
        case "moment":
            return datetime.fromisoformat(inner)
        case "day":
            return date.fromisoformat(inner)
        case "number":
            return Decimal(inner)
        case "money":
            return Money(*inner)
        case "length":
            return parse_duration(inner)
        case "who":
            return _read_who(inner)
        case "state":
            return State.from_json(inner)
        case _:
            return Question(
                inner["field"],
                Place(*inner["place"]),
                optional=inner["optional"],
                choices=tuple(inner["choices"]),
            )


def _read_who(json: Mapping[str, Any]) -> Who:
    return Who(
        WhoKind(json["kind"]),
        json["name"],
        json["path"],
        _read_who(json["of"]) if "of" in json else None,
        _read_who(json["otherwise"]) if "otherwise" in json else None,
        json["text"],
    )
