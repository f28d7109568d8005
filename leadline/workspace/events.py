"""What happens to views, who took records out, and to whom the work of a leaver went."""

from django.utils.translation import gettext_noop as _

from leadline.core.events import event

VIEW_KEPT = event("view kept", _("View kept: {view}"), also=("query", "shared"), erases=("query",))
VIEW_REMOVED = event("view removed", _("View removed: {view}"))
VIEW_BROUGHT_BACK = event("view brought back", _("View brought back: {view}"))
VIEW_PINNED = event("view pinned", _("Put into the navigation: {view}"))
VIEW_UNPINNED = event("view taken out", _("Taken out of the navigation: {view}"))
COLUMNS_CHOSEN = event("columns chosen", _("Columns of a list: {columns}"), also=("kind",))
RECORDS_EXPORTED = event(
    "records exported",
    _("{number} records taken out as {format}"),
    also=("kind", "query"),
    erases=("query",),
)
FIELD_ADDED = event("custom field added", _("Field added: {field}"), also=("about", "kind"))
FIELD_CHANGED = event(
    "custom field changed", _("Field changed: {field}"), also=("changed", "changes")
)
FIELD_RETIRED = event("custom field retired", _("Field retired: {field}"))
FIELD_BROUGHT_BACK = event("custom field brought back", _("Field brought back: {field}"))
PERSON_LEFT = event(
    "person left",
    _("Left; {successor} has {records} records and {tasks} tasks of theirs"),
    also=("reason", "companies", "partners"),
)
