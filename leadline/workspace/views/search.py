"""What is looked for, as a page, and as the piece of it that the palette asks for."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from leadline.access.actor import signed_in
from leadline.workspace.queries.search import search_page


@login_required
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Records, people, companies and pages that have what was typed, best first."""
    page = search_page(signed_in(request), request.GET.get("q", ""))
    if request.headers.get("HX-Request"):
        return render(request, "workspace/_palette.html", {"page": page})
    return render(request, "workspace/search.html", {"page": page})
