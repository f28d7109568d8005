"""A company's name without its legal form, in words that can be compared; pure."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.utils.translation import gettext_noop as _

from leadline.parties.normalise.legal_forms import ATTACHED, FORMS, LEADING, LONGEST, joined
from leadline.parties.normalise.text import (
    Problem,
    comparable,
    folded,
    has_han,
    hash64,
    kept,
    words,
)

COMPANY = _("The company")
LIMIT = 200
BLANKS = words(
    "- -- . / none null nil n/a na nan unknown select private individual freelance self "
    "无 没有 个人 暂无 不详"
)

_DOT_IN_LETTERS = re.compile(r"(?<=\b\w)\.")
_WORDS = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_ATTACHED = re.compile(f"(?:{'|'.join(sorted(ATTACHED, key=len, reverse=True))})$")
_PLACES = words(
    "中国 北京 上海 天津 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 "
    "河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 "
    "新疆 香港 澳门 深圳 广州 杭州 南京 苏州 无锡 宁波 温州 厦门 福州 青岛 济南 大连 沈阳 "
    "长春 哈尔滨 武汉 长沙 郑州 西安 成都 昆明 贵阳 南宁 合肥 南昌 太原 石家庄 兰州 东莞 "
    "佛山 珠海 中山 惠州 常州 南通 嘉兴 绍兴 烟台 泉州"
)
_TRADES = words(
    "科技 技术 信息 网络 软件 电子 电气 电器 通信 通讯 智能 数据 数码 机械 设备 自动化 "
    "仪器 医疗 医药 生物 制药 化工 化学 材料 新材料 能源 新能源 环保 建筑 工程 建设 装饰 "
    "设计 房地产 地产 置业 物业 投资 资产 金融 证券 基金 保险 银行 咨询 顾问 管理 "
    "企业管理 服务 教育 培训 文化 传媒 传播 广告 贸易 进出口 国际 国际贸易 商贸 实业 工业 "
    "制造 食品 饮料 餐饮 酒店 旅游 物流 货运 供应链 运输 汽车 零部件 航空 服装 纺织 发展 "
    "开发 研究院 研究所 工厂 厂 中心 事务所 终端 云计算"
)
_PLACE = re.compile(
    f"(?:{'|'.join(_PLACES)})(?:省|市|自治区|特别行政区)?|[\u4e00-\u9fff]{{2,3}}(?:省|市)"
)
_TRADE_OR_PLACE = re.compile(
    f"(?:{'|'.join(sorted([*_TRADES, *_PLACES], key=len, reverse=True))}|省|市|及|和)*"
)


@dataclass(frozen=True)
class CompanyName:
    """text: as given. words: folded, without legal form. forms: countries of the form, if any.

    is_han: words hold one Chinese text, which has no spaces to cut it at.
    """

    text: str = ""
    words: tuple[str, ...] = ()
    form: str = ""
    countries: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()

    @property
    def key(self) -> str:
        """As conditions compare."""
        return comparable(self.text)

    @property
    def core(self) -> str:
        """The words in one text: what two spellings of one company have in common."""
        return " ".join(self.words)

    @property
    def is_han(self) -> bool:
        return len(self.words) == 1 and has_han(self.words[0])

    @property
    def brand(self) -> str:
        """The core of a Chinese name without place and trade: 华为 of 深圳市华为技术有限公司."""
        return brand_of(self.core) if self.is_han else self.core

    @cached_property
    def hash(self) -> int | None:
        """One number for all spellings with the same words, in whatever order."""
        return hash64("company", *sorted(self.words)) if self.words else None

    @cached_property
    def loose_hash(self) -> int | None:
        """One number also for slips in vowels, doubled letters, spaces and places."""
        if not self.words:
            return None
        if self.is_han:
            return hash64("loosely", placeless(self.core))
        letters = "".join(self.words)
        skeleton = letters[0] + re.sub("[aeiouy]", "", letters[1:])
        return hash64("loosely", re.sub(r"(.)\1+", r"\1", skeleton))


@lru_cache(maxsize=65_536)
def read_company(raw: str) -> CompanyName:
    """The company of a cell. Never raises; "N/A", "none" and 个人 are no company at all."""
    safe = kept(raw, COMPANY, LIMIT)
    if comparable(safe.text) in BLANKS:
        return CompanyName(problems=safe.problems)
    bare, form, countries = _without_form(_split(safe.text))
    return CompanyName(safe.text, bare, form, countries, safe.problems)


@lru_cache(maxsize=65_536)
def brand_of(core: str) -> str:
    """A Chinese core without the place before and the trades after; the core if nothing is left."""
    rest = _PLACE.sub("", core, count=1) if _PLACE.match(core) else core
    if is_trade_or_place(rest):  # 上海电气 is called just that
        return core
    for end in range(2, len(rest) + 1):
        if is_trade_or_place(rest[end:]):
            return rest[:end]
    return rest or core


@lru_cache(maxsize=65_536)
def placeless(core: str) -> str:
    """A Chinese core without any place: 华为技术 of 深圳市华为技术上海; the core if that is all."""
    return _PLACE.sub("", core) or core


def is_trade_or_place(rest: str) -> bool:
    """Whether Chinese text consists of nothing but words such as 技术, 贸易 and 上海."""
    return _TRADE_OR_PLACE.fullmatch(rest) is not None


def _split(text: str) -> tuple[str, ...]:
    plain = _DOT_IN_LETTERS.sub("", folded(text).replace("’", "'").replace("&", " and "))
    found = [word.replace("'", "") for word in _WORDS.findall(plain.replace("+", " plus "))]
    if any(map(has_han, found)) and all(has_han(word) or word.isdigit() for word in found):
        return ("".join(found),)
    return joined(found)


def _without_form(given: tuple[str, ...]) -> tuple[tuple[str, ...], str, frozenset[str]]:
    """Takes forms from the end, then one from the start, and never the last word that is left."""
    rest, found, countries = given, list[str](), frozenset[str]()
    while (length := _form_length(rest)) and length < len(rest):
        form = rest[-length:]
        countries = countries or FORMS.get(form, frozenset())
        found.insert(0, " ".join(form))
        rest = rest[:-length]
        if rest[-1] == "and" and len(rest) > 1:  # Smith & Co.
            rest = rest[:-1]
    if len(rest) > 1 and rest[0] in LEADING:
        countries = countries or FORMS.get(rest[:1], frozenset())
        found.insert(0, rest[0])
        rest = rest[1:]
    if len(rest) == 1 and (has_han(rest[0]) or not rest[0].isascii()):
        rest, found = _without_attached(rest[0], found)
    return rest, " ".join(found), countries


def _form_length(given: tuple[str, ...]) -> int:
    for length in range(min(LONGEST, len(given)), 0, -1):
        if given[-length:] in FORMS:
            return length
    return 0


def _without_attached(text: str, found: list[str]) -> tuple[tuple[str, ...], list[str]]:
    for leading in sorted(LEADING, key=len, reverse=True):
        if len(leading) > 3 and text.startswith(leading) and len(text) > len(leading):
            text, found = text[len(leading) :], [leading, *found]
    while (match := _ATTACHED.search(text)) and match.start() > 1:
        found = [match.group(), *found]
        text = text[: match.start()]
    return (text,), found
