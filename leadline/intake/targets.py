"""What a column may be about, and guessing that from its heading; pure."""

import re
from collections.abc import Iterable, Mapping

from leadline.parties.normalise.text import comparable

SKIP = "skip"
ANSWER = "answer "  # "answer total visits": kept as what is known for that field

KEYS = ("e-mail", "phone", "website", "number")  # what may name a row in every file

# Each target with headings that mean it, as `_bare` writes them.
TARGETS: Mapping[str, str] = {
    "name": "full name|contact name|contact person|contact|person"
    "|ansprechpartner|ansprechperson|kontakt|kontaktperson|vollständiger name|姓名|联系人|名字",
    "given name": "first name|firstname|forename|vorname|名",
    "family name": "last name|lastname|surname|nachname|姓",
    "company": "company name|organization|organisation|account|account name|firma"
    "|firmenname|unternehmen|公司|公司名称|单位",
    "website": "web site|company website|url|homepage"
    "|webseite|internetseite|网站|官网|网址|公司网址|公司网站",
    "job title": "title|position|role|funktion|berufsbezeichnung|职位|职务",
    "e-mail": "email|e mail|mail|email address|e mail address|work email"
    "|e mail adresse|mailadresse|邮箱|电子邮箱|电子邮件|邮件",
    "phone": "telephone|tel|phone number|mobile|mobile phone|cell|telefon"
    "|telefonnummer|mobil|handy|电话|手机|电话号码|手机号",
    "country": "country code|nation|land|国家",
    "language": "preferred language|sprache|语言",
    "city": "town|ort|stadt|城市",
    "region": "state|province|bundesland|省|省份",
    "postcode": "zip|zip code|postal code|plz|postleitzahl|邮编",
    "street": "address|street address|address 1|strasse|straße|地址",
    "born on": "date of birth|birthday|dob|geburtsdatum|出生日期|生日",
    "number": "id|lead id|lead number|external id|record id|mql id|编号|线索编号",
    "company number": "company id|account id|customer number|客户编号",
    "source": "lead source|origin|channel|utm source|quelle|herkunft|来源|渠道",
    "campaign": "campaign name|utm campaign|活动|市场活动",
    "landing page": "landing page id|page|着陆页",
    "referrer": "referer|referring site|引荐",
    "message": "comment|comments|question|inquiry|enquiry|notes"
    "|nachricht|bemerkung|notiz|kommentar|anfrage|留言|备注|说明",
    "received on": "created|created at|created on|created date|create date|date|first contact date"
    "|inquiry date|datum|anfragedatum|datum der anfrage|eingegangen am|erstellt am"
    "|创建时间|日期|询盘日期|咨询日期",
    "stage": "status|lead status|lead stage|阶段|状态",
    "since": "stage since|status since|converted at|won date|closed date|阶段日期",
    "owner": "owner email|lead owner|assigned to|sales rep|负责人",
    "call result": "disposition|call outcome|call disposition|通话结果",
    "do not e-mail": "do not email|email opt out|unsubscribed|不接收邮件",
    "may e-mail": "may we write|may we e mail|e mail allowed|email opt in|opt in|marketing consent"
    "|可以发邮件|可否发邮件|同意接收邮件",
    "do not call": "do not phone|phone opt out|不接收电话",
    "consent": "consent wording|opt in wording|同意内容",
}
_CUT = re.compile(r"[\s_\-./:()\[\]*]+")


def target_of(text: str) -> str | None:
    """The target that a mapping's text names ("e-mail", "skip", "answer …"); None if none."""
    wanted = comparable(text)
    if wanted == SKIP or wanted in TARGETS:
        return wanted
    if wanted.startswith(ANSWER) and wanted.removeprefix(ANSWER).strip():
        return wanted
    return None


def guessed(headings: Iterable[str], fields: Iterable[str] = ()) -> dict[str, str]:
    """Per heading its target; "skip" where nothing fits. Each target is guessed once.

    fields: names of what a lead can know besides; a heading of that name is an answer.
    """
    known = {_bare(name): name for name in fields}
    found: dict[str, str] = {}
    for heading in headings:
        bare = _bare(heading)
        target = _MEANING.get(bare) or (f"{ANSWER}{known[bare]}" if bare in known else SKIP)
        taken = target in found.values() and target not in _SEVERAL
        found[heading] = SKIP if taken else target
    return found


def _bare(heading: str) -> str:
    """Without case and punctuation: "E-Mail_Address" is "e mail address"."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    return _CUT.sub(" ", comparable(apart)).strip()


_SEVERAL = frozenset({SKIP, "e-mail", "phone", "message"})
_MEANING = {
    _bare(word): target for target, words in TARGETS.items() for word in (target, *words.split("|"))
}
