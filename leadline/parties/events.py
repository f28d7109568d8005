"""What can happen to people, companies and the lists that they are checked against."""

from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from leadline.core.events import event
from leadline.parties.models import BasisKind, Channel
from leadline.parties.normalise.emails import EmailKind

CHANNELS = {**dict(Channel.choices), "every channel": gettext_lazy("every channel")}
BASES = {"channel": CHANNELS, "kind": dict(BasisKind.choices)}
KINDS = {
    EmailKind.CORPORATE.value: gettext_lazy("a company’s own"),
    EmailKind.FREE.value: gettext_lazy("a free mailbox"),
    EmailKind.DISPOSABLE.value: gettext_lazy("thrown away after use"),
}
DECISIONS = {
    "one person": gettext_lazy("they are one person"),
    "two people": gettext_lazy("they are two people"),
}

PERSON_ADDED = event("person added", _("{name} was added"), also=("company",), erases=("name",))
PERSON_CHANGED = event(
    "person changed", _("Changed: {fields}"), also=("changes",), erases=("changes",)
)
COMPANY_ADDED = event("company added", _("{name} was added"), erases=("name",))
COMPANY_CHANGED = event("company changed", _("Changed: {fields}"), also=("changes",))
COMPANY_LEARNED = event(
    "company answers changed",
    _("Learned: {fields}"),
    also=("answers", "before", "evidence"),
    erases=("answers", "before"),
)
ACCOUNT_MANAGER_APPOINTED = event(
    "account manager appointed",
    _("{manager} is the account manager: {reason}"),
    also=("manager_id", "before"),
    erases=("reason",),
)
PERSON_DELETED = event("person deleted", _("Put into the bin"))
PERSON_RESTORED = event("person restored", _("Brought back out of the bin"))
COMPANY_DELETED = event("company deleted", _("Put into the bin"))
COMPANY_RESTORED = event("company restored", _("Brought back out of the bin"))
PARTY_GONE = event("party gone", _("Gone for good; it lay in the bin for 30 days"))
PERSON_LEARNED = event(
    "person answers changed",
    _("Learned: {fields}"),
    also=("answers", "before", "evidence"),
    erases=("answers", "before"),
)
EMAIL_KIND_SET = event(
    "e-mail kind set",
    _("{address} counts as {kind}: {reason}"),
    erases=("address",),
    codes={"kind": KINDS},
)
DOMAIN_KIND_SET = event(
    "domain kind set", _("Addresses at {domain} count as {kind}: {reason}"), codes={"kind": KINDS}
)
PEOPLE_MERGED = event(
    "people merged", _("{name} was merged into this person"), also=("took",), erases=("name",)
)
PERSON_TAKEN_UP = event("person merged", _("Was merged into {name}"), erases=("name",))
PEOPLE_SPLIT = event("people split", _("{name} is a person of their own again"), erases=("name",))
COMPANIES_MERGED = event(
    "companies merged", _("{name} was merged into this company"), also=("took",), erases=("name",)
)
COMPANY_TAKEN_UP = event("company merged", _("Was merged into {name}"), erases=("name",))
COMPANIES_SPLIT = event(
    "companies split", _("{name} is a company of its own again"), erases=("name",)
)
COMPANY_DUPLICATE_SETTLED = event(
    "company duplicate settled", _("{name} is another company"), erases=("name",)
)
DUPLICATE_SETTLED = event(
    "possible duplicate settled",
    _("{name}: {decision}"),
    erases=("name",),
    codes={"decision": DECISIONS},
)
BASIS_GIVEN = event(
    "basis given", _("May be contacted by {channel}: {kind}"), also=("proof",), codes=BASES
)
BASIS_WITHDRAWN = event(
    "basis withdrawn", _("May not be contacted by {channel} any more: {kind}"), codes=BASES
)
CONTACT_REFUSED = event(
    "contact refused",
    _("Does not want to be contacted: {channel}"),
    also=("words",),
    erases=("words",),
    codes={"channel": CHANNELS},
)
REFUSAL_TAKEN_BACK = event(
    "contact refusal taken back",
    _("May be contacted again: {channel}"),
    codes={"channel": CHANNELS},
)
ENTRY_ADDED = event(
    "screening entry added", _("{text} was put on the list: {reason}"), also=("list", "kind"),
    erases=("text", "reason"),
)  # fmt: skip
ENTRY_EXTENDED = event(
    "screening entry extended", _("Stays until {until}: {reason}"), also=("changes",)
)
ENTRY_REMOVED = event("screening entry removed", _("Was taken off the list: {reason}"))
