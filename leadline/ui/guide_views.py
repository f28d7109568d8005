"""The pages of the guide, and the way from any page to the part that is about it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from leadline.ui.guide import CHAPTERS, chapter, language, part_about


@login_required
@require_GET
def guide(request: HttpRequest) -> HttpResponse:
    """The chapters; `?on=` the name of a page leads to the part about it."""
    found = part_about(request.GET.get("on", "")[:80], language())
    if found:
        one, part = found
        return redirect(f"{reverse('guide-chapter', args=[one.name])}#{part.anchor}")
    return render(request, "ui/guide.html", {"chapters": _chapters()})


@login_required
@require_GET
def guide_chapter(request: HttpRequest, name: str) -> HttpResponse:
    """One chapter, in the reader's language."""
    if name not in CHAPTERS:
        raise Http404
    page = {"chapter": chapter(name, language()), "chapters": _chapters()}
    return render(request, "ui/guide_chapter.html", page)


def _chapters() -> list[object]:
    return [chapter(name, language()) for name in CHAPTERS]
