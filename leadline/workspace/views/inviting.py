"""Colleagues are invited from a file: all of its lines or none, what is wrong told by line."""

import tempfile
from pathlib import Path

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from leadline.access.acting import for_those_who_may, refusals_on
from leadline.access.actions.inviting import invite_people
from leadline.access.actor import actor_of
from leadline.access.letters import send_invitations
from leadline.access.models import Role, Team, User
from leadline.core.errors import Invalid
from leadline.workspace.inviting import LARGEST, languages, lines_of


class PeopleFileForm(forms.Form):
    """A table of colleagues."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "CSV or Excel. The first line names the columns: address, name, role, team, and if you "
            "like language."
        ),
    )

    def clean_file(self) -> UploadedFile:
        given: UploadedFile = self.cleaned_data["file"]
        if (given.size or 0) > LARGEST:
            told = {"limit": LARGEST // 10**6}
            raise forms.ValidationError(_("This is larger than %(limit)s MB.") % told)
        return given


@for_those_who_may("invite people")
@require_http_methods(["GET", "HEAD", "POST"])
def people_file(request: HttpRequest) -> HttpResponse:
    form = PeopleFileForm(request.POST or None, request.FILES or None)
    problems: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            try:
                invited = _invited(request, form.cleaned_data["file"])
            except Invalid as invalid:
                problems = sorted(invalid.problems.items(), key=lambda one: int(one[0]))
                raise
            return _told(request, invited)
    page = {
        "form": form,
        "problems": problems,
        "roles": Role.objects.order_by("pk"),
        "teams": Team.objects.order_by("name"),
    }
    status = 422 if form.errors else 200
    return render(request, "workspace/people_file.html", page, status=status)


def _invited(request: HttpRequest, given: UploadedFile) -> list[User]:
    """The file is read from a place of its own and not kept: it holds people's addresses."""
    with tempfile.NamedTemporaryFile() as place:
        for chunk in given.chunks():
            place.write(chunk)
        place.flush()
        lines = lines_of(Path(place.name))
    return invite_people(actor_of(request), None, lines=lines, languages=languages())


def _told(request: HttpRequest, invited: list[User]) -> HttpResponse:
    fresh = list(User.objects.filter(pk__in=[one.pk for one in invited]))
    left = send_invitations(fresh, actor_of(request).name)
    said = ngettext("%(n)s person is invited.", "%(n)s people are invited.", len(fresh))
    messages.success(request, said % {"n": len(fresh)})
    if unsent := len(fresh) - left:
        said = ngettext(
            "%(n)s letter did not leave. “Invite again” on their page shows the link.",
            "%(n)s letters did not leave. “Invite again” on their pages shows the links.",
            unsent,
        )
        messages.warning(request, said % {"n": unsent})
    return redirect("colleagues")
