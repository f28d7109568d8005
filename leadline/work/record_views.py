"""Files come to a record and go from its page, and colleagues follow it: thin doors to actions."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from leadline.access.actor import actor_of, signed_in
from leadline.access.policy import visible
from leadline.core.errors import Refused
from leadline.records.models import Record
from leadline.ui.next_page import next_page
from leadline.ui.passing import offer_passing
from leadline.work.actions.files import attach_file, look_at, remove_file, restore_file
from leadline.work.actions.following import follow_record, stop_following
from leadline.work.models import Attachment

MOST = 20  # files of one upload


@login_required
@require_POST
def files(request: HttpRequest, record_id: int) -> HttpResponse:
    """One or several files; one that is not taken is named, and the others are kept."""
    record = _record(request, record_id)
    given = request.FILES.getlist("files")
    if not 0 < len(given) <= MOST:
        messages.error(request, _("Choose 1 to %(most)s files.") % {"most": MOST})
        return _back(request, record)
    kept = sum(_attached(request, record, one) for one in given)
    if kept:
        said = ngettext("The file is kept.", "%(number)s files are kept.", kept)
        messages.success(request, said % {"number": kept})
    return _back(request, record)


@login_required
@require_POST
def removal(request: HttpRequest, record_id: int, file_id: int) -> HttpResponse:
    """The file goes from the page; it is kept."""
    one = _attachment(request, record_id, file_id)
    said = _("Removed: %(file)s. It can be brought back.") % {"file": one.file}
    return _do(
        request,
        one.record,
        lambda: remove_file(actor_of(request), one.record, file=one.file),
        said,
    )


@login_required
@require_POST
def restoring(request: HttpRequest, record_id: int, file_id: int) -> HttpResponse:
    """Undo of a removal."""
    one = _attachment(request, record_id, file_id)
    said = _("Back again: %(file)s.") % {"file": one.file}
    return _do(
        request,
        one.record,
        lambda: restore_file(actor_of(request), one.record, file=one.file),
        said,
    )


@login_required
@require_POST
def following(request: HttpRequest, record_id: int) -> HttpResponse:
    """One hears what happens to it from now on."""
    record, me = _record(request, record_id), signed_in(request)
    said = _("You follow this now and hear what others do with it.")
    return _do(request, record, lambda: follow_record(actor_of(request), me, record=record), said)


@login_required
@require_POST
def unfollowing(request: HttpRequest, record_id: int) -> HttpResponse:
    """Undo of following."""
    record, me = _record(request, record_id), signed_in(request)
    said = _("You follow this no longer.")
    return _do(request, record, lambda: stop_following(actor_of(request), me, record=record), said)


def _attached(request: HttpRequest, record: Record, upload: UploadedFile) -> bool:
    """Whether it was kept; else its name and why not are told."""
    try:
        attach_file(actor_of(request), record, received=look_at(upload))
    except Refused as refused:
        offer_passing(request, refused)
        messages.error(request, f"{upload.name}: {refused.told}")
        return False
    return True


def _do(request: HttpRequest, record: Record, act: Callable[[], object], said: str) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        offer_passing(request, refused)
        messages.error(request, refused.told)
    else:
        messages.success(request, said)
    return _back(request, record)


def _record(request: HttpRequest, pk: int) -> Record:
    return get_object_or_404(visible(request.user, Record.objects.all()), pk=pk)


def _attachment(request: HttpRequest, record_id: int, file_id: int) -> Attachment:
    """404 for a file of another record, and for a record that this person may not see."""
    rows = Attachment.objects.select_related("record", "file")
    return get_object_or_404(rows, record=_record(request, record_id), file=file_id)


def _back(request: HttpRequest, record: Record) -> HttpResponse:
    return redirect(next_page(request, reverse("record", args=[record.pk])))
