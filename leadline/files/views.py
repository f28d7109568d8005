"""A file leaves as a download and is never shown inside a page of ours."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404

from leadline.access.models import User
from leadline.files.kinds import CONTENT_TYPES, Kind
from leadline.files.links import may_see
from leadline.files.models import File
from leadline.files.store import open_content


@login_required
def file(request: HttpRequest, pk: int) -> FileResponse:
    """For signed-in people who may see it; for others there is no such file (404)."""
    found = get_object_or_404(File, pk=pk)
    assert isinstance(request.user, User)
    if not may_see(request.user, found):
        raise Http404
    return download(found)


def download(file: File) -> FileResponse:
    """The content under its safe name; browsers save it and do not guess what it is."""
    try:
        content = open_content(file.hash)
    except FileNotFoundError as gone:
        raise Http404 from gone
    kind = CONTENT_TYPES[Kind(file.kind)]
    response = FileResponse(content, as_attachment=True, filename=file.name, content_type=kind)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
