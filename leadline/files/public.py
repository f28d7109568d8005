"""A file for a stranger who holds a signed link."""

from django.http import FileResponse, Http404, HttpRequest

from leadline.files.links import file_of
from leadline.files.views import download


def signed_file(request: HttpRequest, token: str) -> FileResponse:
    """404 when the link is wrong or too old."""
    file = file_of(token)
    if file is None:
        raise Http404
    return download(file)
