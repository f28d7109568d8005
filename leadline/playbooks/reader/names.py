"""What a playbook names, found in one look over its files before they are read closely."""

from collections.abc import Iterable, Iterator

from leadline.conditions.catalogue import Field, Kind, normalised
from leadline.playbooks.reader.context import Names
from leadline.playbooks.reader.fields import Words
from leadline.playbooks.reader.yaml import Items, Node, Table, Text

Files = dict[str, tuple[Table, ...]]  # path → its tables

NOT_A_PROCESS = frozenset(
    {"playbook.yaml", "fields.yaml", "guards.yaml", "cadences.yaml", "screening.yaml",
     "score.yaml", "routes.yaml", "approvals.yaml", "agreement.yaml"}
)  # fmt: skip
RESULTS = ("granted", "refused", "returned")  # how an approval ends


def gathered(files: Files, letters: Iterable[str], talks: Iterable[str]) -> Names:
    """All names by what they name; those in a text that could not be read are missing."""
    names = Names()
    names.add("letter", letters)
    names.add("talk", talks)
    for table in files.get("playbook.yaml", ()):
        for what, key in _LISTS.items():
            names.add(what, _listed(table.get(key)))
    for table in process_tables(files):
        process = _value(table, "process")
        names.add("process", [process])
        names.stages[process] = [*_keys(table.get("stages")), *_keys(table.get("ends"))]
    names.add("definition", (_value(t, "sales-ready") for t in files.get("agreement.yaml", ())))
    names.add("sequence", (_value(t, "sequence") for t in files.get("cadences.yaml", ())))
    names.add("route", (key.value for t in files.get("routes.yaml", ()) for key, _n in t.entries))
    approvals = [key.value for t in files.get("approvals.yaml", ()) for key, _n in t.entries]
    names.add("approval", approvals)
    names.add("event", _events(files, names, approvals))
    return names


_LISTS = {"role": "roles", "pool": "pools", "queue": "queues", "holiday": "holidays",
          "preset": "presets"}  # fmt: skip


def process_tables(files: Files) -> Iterator[Table]:
    """Every document that writes a process."""
    for path, tables in files.items():
        if "/" not in path and path not in NOT_A_PROCESS:
            yield from (table for table in tables if table.get("process") is not None)


def _events(files: Files, names: Names, approvals: list[str]) -> Iterator[str]:
    """Events that the playbook itself makes happen."""
    for tables in files.values():
        for table in tables:
            yield from _values_of("records", table)
            for field in _values_of("ask", table):
                yield f"{field} answered"
    for sequence in names.of("sequence"):
        yield f"{sequence} ended"
        yield f"{sequence} ended without reply"
    for approval in approvals:
        yield from (f"{approval} {result}" for result in ("asked", *RESULTS, "reopened"))


def _values_of(key: str, node: Node) -> Iterator[str]:
    """What stands under a key anywhere below: texts, members of lists, names of tables."""
    if isinstance(node, Items):
        for one in node.items:
            yield from _values_of(key, one)
    elif isinstance(node, Table):
        for name, value in node.entries:
            if name.value == key:
                yield from _listed(value)
            else:
                yield from _values_of(key, value)


def _listed(node: Node | None) -> list[str]:
    """A list's texts, a table's keys, or the one text."""
    if isinstance(node, Table):
        return [key.value for key, _value_ in node.entries]
    items = node.items if isinstance(node, Items) else (node,) if node is not None else ()
    return [" ".join(one.value.split()) for one in items if isinstance(one, Text)]


def _keys(node: Node | None) -> list[str]:
    return _listed(node) if isinstance(node, Table) else []


def _value(table: Table, key: str) -> str:
    return next(iter(_listed(table.get(key))), "")


def built_in_fields(names: Names, words: Words) -> tuple[Field, ...]:
    """Fields that the engine itself keeps: counters, arrival, what is open, what is complete."""
    found = [
        Field("times here", Kind.NUMBER, "到达此阶段的次数"),
        Field("attempts here", Kind.NUMBER, "此阶段的联系次数"),
        Field("rounds here", Kind.NUMBER, "此阶段的轮次"),
        Field("cycle", Kind.NUMBER, "周期"),
        Field("arrival", Kind.MOMENT, "到达时间"),
        _yes_no("real conversation here", "no real conversation here",
                "此阶段有过真正的交谈", "此阶段没有真正的交谈"),
    ]  # fmt: skip
    stages = dict.fromkeys(stage for known in names.stages.values() for stage in known)
    for stage in stages:
        zh = words.get(stage, "")
        found.append(Field(f"times in {stage}", Kind.NUMBER, f"到达“{zh}”的次数" if zh else ""))
        found.append(_state(f"{stage} is complete", f"{stage} is not complete", zh, "已完整"))
    for process in sorted(names.of("process")):
        zh = words.get(process, "")
        found.append(_state(f"{process} is open", f"no {process} is open", zh, "进行中"))
    for approval in sorted(names.of("approval")):
        zh = words.get(approval, "")
        found.append(_state(f"{approval} is open", f"no {approval} is open", zh, "审批中"))
        for result in RESULTS:
            phrase = f"{approval} is {result}"
            found.append(_state(phrase, f"{approval} is not {result}", zh, _RESULTS_ZH[result]))
    return tuple({one.name: one for one in found}.values())


_RESULTS_ZH = {"granted": "已批准", "refused": "已拒绝", "returned": "已退回"}


def _state(name: str, opposite: str, zh: str, state: str) -> Field:
    return _yes_no(name, opposite, f"{zh}{state}" if zh else "", f"{zh}未{state}" if zh else "")


def _yes_no(name: str, opposite: str, zh: str, zh_not: str) -> Field:
    return Field(name, Kind.YES_NO, zh, opposite=opposite, opposite_zh=zh_not)


def is_built_in(name: str) -> bool:
    """Whether the engine keeps this field for every record."""
    plain = normalised(name)
    return plain.startswith("times in ") or plain in {
        "times here", "attempts here", "rounds here", "cycle", "arrival", "real conversation here",
    }  # fmt: skip
