"""What happens to ways in, and what people decide about what came through them."""

from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from leadline.core.events import event
from leadline.leads.incoming import How

HOWS = {
    How.HISTORY.value: gettext_lazy("business we already have"),
    How.NEWS.value: gettext_lazy("new inquiries"),
    How.LIST.value: gettext_lazy("a bought list"),
}

DOOR_MADE = event("way in made", _("Leads may come in here: {slug}"), also=("kind", "source"))
DOOR_CHANGED = event("way in changed", _("Changed: {fields}"), also=("changes",))
TOKEN_RENEWED = event("token renewed", _("A new token was made; the one before is refused"))
PAGES_VIEWED = event(
    "pages viewed", _("Viewed on our site: {pages}"), also=("number",), erases=("pages",)
)
ARRIVAL_RELEASED = event("arrival released", _("{receipt} was let in"))
ARRIVAL_REJECTED = event("arrival rejected", _("{receipt} was rejected: {reason}"))
IMPORT_STARTED = event(
    "import started", _("Began to read in {title} as {how}"), codes={"how": HOWS}
)
IMPORT_FINISHED = event("import finished", _("Read in {title}"))
IMPORT_STOPPED = event("import stopped", _("Stopped at line {line}: {reason}"))
UNDO_STARTED = event("import undo started", _("Began to take back {title}"))
IMPORT_TAKEN_BACK = event(
    "import taken back",
    _("Taken back: {removed} leads"),
    also=("left", "values", "wishes"),
)
