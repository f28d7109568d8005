"""Speaks the parts of a line: who, when, if, what is done, where it goes; in either language."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from leadline.conditions.explain import sentence
from leadline.conditions.grammar import Condition
from leadline.core.durations import Duration
from leadline.playbooks.definition import (
    Doing,
    Line,
    Mark,
    Moment,
    MomentKind,
    Playbook,
    Question,
    Talk,
    Who,
    WhoKind,
)
from leadline.playbooks.explain.words import Language, listed, say
from leadline.playbooks.phrases import chinese_of
from leadline.playbooks.vocabulary import VERBS, Vocabulary


@dataclass(frozen=True)
class Speaker:
    """Says things of one playbook in one language; `renamed` maps stages' old names to new ones."""

    playbook: Playbook
    vocabulary: Vocabulary
    language: Language
    renamed: Mapping[str, str] = field(default_factory=dict)

    def say(self, key: str, /, **facts: str) -> str:
        return say(key, self.language, **facts)

    def word(self, phrase: str) -> str:
        """A phrase of the playbook or the product in this language."""
        phrase = self.renamed.get(phrase, phrase)
        if self.language == "en":
            return phrase
        return chinese_of(phrase, self.playbook.words.get("zh-hans", {}), self.vocabulary)

    def letter(self, name: str) -> str:
        """A letter by its subject in this language; by its name where that differs for each."""
        letter = self.playbook.letters.get(name)
        subjects = letter.subjects if letter else {}
        subject = subjects.get(self.language) or next(iter(subjects.values()), "")
        if subject and "{" not in subject:
            return subject
        said = self.word(name).replace("-", " ")
        return said[:1].upper() + said[1:]

    def talk(self, talk: Talk) -> str:
        """What to say, by its title in this language; by its name where it has none."""
        title = talk.titles.get(self.language) or next(iter(talk.titles.values()), "")
        return title or self.word(talk.name).replace("-", " ").capitalize()

    def words(self, phrases: tuple[str, ...]) -> str:
        return listed([self.word(one) for one in phrases], self.language)

    def condition(self, condition: Condition) -> str:
        return sentence(condition, self.language)

    def maybe(self, key: str, condition: Condition | None) -> str:
        return self.say(key, condition=self.condition(condition)) if condition else ""

    def duration(self, length: Duration | None) -> str:
        if length is None:
            return ""
        return str(length) if self.language == "en" else length.in_chinese

    def whos(self, people: tuple[Who, ...]) -> str:
        return listed([self.who(one) for one in people], self.language)

    def who(self, who: Who) -> str:
        plain = self._who(who)
        if who.otherwise is None:
            return plain
        return self.say("else", who=plain, other=self.who(who.otherwise))

    def _who(self, who: Who) -> str:
        match who.kind:
            case WhoKind.OWNER | WhoKind.SAME | WhoKind.ANSWERER:
                return self.say(_SIMPLE[who.kind])
            case WhoKind.SUPERVISOR:
                return self.say("supervisor", who=self.who(who.of) if who.of else "")
            case WhoKind.RELATION | WhoKind.PARTY:
                phrase = f"{who.name} of {who.path}"
                if self.language == "zh-hans" and self.word(phrase) != phrase:
                    return self.word(phrase)
                path = _PATHS.get(who.path, who.path) if self.language == "zh-hans" else who.path
                return self.say("relation", name=self.word(who.name), path=self.word(path))
            case _:
                return self.say(_NAMED[who.kind], name=self.word(who.name))

    def moment(self, moment: Moment) -> str:
        name = self.word(moment.field)
        if moment.field == "arrival":
            name = self.say("arrival")
        if moment.kind is MomentKind.HOLIDAY and (moment.duration or moment.preset):
            name = self.say("each", field=name)
        if moment.kind in _MOMENTS:
            key = _MOMENTS[moment.kind]
        elif moment.duration is None and not moment.preset:
            key = "offset"
        else:
            key = "offset_before" if moment.before else "offset_after"
        length = self.duration(moment.duration)
        if moment.preset:
            length = self.say("preset", name=self.word(moment.preset))
        return self.say(key, field=name, duration=length)

    def line(self, line: Line, otherwise: str) -> str:
        """The whole line; `otherwise` is what it is read on when nothing else says so."""
        condition = self.maybe("line_if", line.when)
        trigger = self.trigger(line, otherwise)
        return self.say("line", trigger=trigger, condition=condition, acts=self.acts(line))

    def trigger(self, line: Line, otherwise: str) -> str:
        if line.on:
            return self.say("on", event=self.event(line.on))
        if line.at:
            moment = self.moment(line.at)
            return moment[:1].upper() + moment[1:] if self.language == "en" else moment
        if line.once:
            return self.say("once", condition=self.condition(line.once))
        if line.by:
            return self.say("person", who=self.whos(line.by))
        return self.say(otherwise)

    def event(self, name: str) -> str:
        """Events of the playbook's own questions and sequences are said by their parts."""
        if self.language == "zh-hans":
            for ending, chinese in _EVENTS.items():
                if name.endswith(ending) and self.word(name) == name:
                    return f"{self.word(name.removesuffix(ending))}{chinese}"
        return self.word(name)

    def acts(self, line: Line) -> str:
        parts = [self.doing(one) for one in line.does]
        if line.go_to:
            parts.append(self.move(line))
        elif line.records:
            parts.append(self.say("records", event=self.event(line.records)))
        return ("；" if self.language == "zh-hans" else "; ").join(parts)

    def move(self, line: Line) -> str:
        text = self.say("go", stage=self.word(line.go_to))
        if line.to:
            text += self.say("go_to_owner", who=self.who(line.to))
        if line.ask:
            text += self.say("go_asks", fields=self.fields(line.ask))
        if line.sets:
            text += self.say("go_sets", pairs=self.pairs(line.sets))
        if line.records:
            text += self.say("go_records", event=self.event(line.records))
        if line.even_if_incomplete:
            text += self.say("go_incomplete")
        if line.new_cycle:
            text += self.say("go_cycle")
        if line.mark:
            text += self.say("go_skip" if line.mark is Mark.SKIP else "go_back")
        return text + (self.once(line.once_per) if line.once_per else "")

    def doing(self, doing: Doing) -> str:
        options = doing.options
        who = options.get("who")
        named = self.who(who) if who else self.word(doing.object)
        if doing.verb in VERBS and f"{doing.verb} {doing.object}" not in self.vocabulary.actions:
            key = doing.verb if doing.verb not in ("convert", "renew", "ask for") else "act"
            to = self.word(str(options.get("to", ""))) if doing.verb == "set" else ""
            text = self.say(key, object=named, to=to, phrase=self.word(doing.phrase))
        else:
            text = self.say("act", phrase=self.word(doing.phrase))
        text += self._options(doing)
        for later in doing.then:
            text += self.say("then", acts=self.acts(later))
        return text

    def _options(self, doing: Doing) -> str:
        options, text = doing.options, ""
        if doing.verb != "set" and options.get("to"):
            text += self.say("act_to", who=self.who(options["to"]))
        for key, option in (
            ("act_by", "by"),
            ("act_not_to", "not to"),
            ("act_asked", "asked for by"),
        ):
            if options.get(option):
                text += self.say(key, who=self.who(options[option]))
        if options.get("deadline"):
            text += self.say("act_deadline", moment=self.moment(options["deadline"]))
        if options.get("within"):
            text += self.say("within", duration=self.duration(options["within"]))
        if options.get("agenda"):
            text += self.say("agenda", points=self.words(options["agenda"]))
        if options.get("enclose"):
            text += self.say("act_enclose", things=self.words(options["enclose"]))
        if options.get("at stage"):
            text += self.say("act_stage", stage=self.word(options["at stage"]))
        if options.get("with"):
            text += self.say("act_with", pairs=self.pairs(options["with"]))
        if options.get("ask"):
            text += self.say("act_ask", fields=self.fields(options["ask"]))
        if doing.when_late:
            text += self.say(f"late_{doing.when_late}")
        return text + (self.once(doing.once_per) if doing.once_per else "")

    def once(self, scope: str) -> str:
        """Once per what: `deal`, `entitlement and term`."""
        joint = "与" if self.language == "zh-hans" else " and "
        return self.say(
            "once_per", scope=joint.join(self.word(one) for one in scope.split(" and "))
        )

    def pairs(self, sets: Mapping[str, str]) -> str:
        parts = [self.word(n) + (f" = {self.word(v)}" if v else "") for n, v in sets.items()]
        return listed(parts, self.language)

    def fields(self, asked: tuple[Question, ...]) -> str:
        return listed([self.word(question.field) for question in asked], self.language)


_SIMPLE = {WhoKind.OWNER: "the_owner", WhoKind.SAME: "same", WhoKind.ANSWERER: "answers"}
_NAMED = {WhoKind.ROLE: "role", WhoKind.POOL: "pool", WhoKind.QUEUE: "queue",
          WhoKind.ROUTE: "route", WhoKind.PREVIOUS: "previous"}  # fmt: skip
_MOMENTS = {MomentKind.END_OF: "end_of", MomentKind.MIDDLE_OF: "middle_of",
            MomentKind.EVERY: "every"}  # fmt: skip
_PATHS = {"the territory": "该区域", "territory": "区域"}
_EVENTS = {" answered": "已回答", " ended without reply": "结束且无回复", " ended": "已结束",
           " granted": "已批准", " refused": "已拒绝", " returned": "已退回",
           " reopened": "已重开", " asked": "已提出"}  # fmt: skip
