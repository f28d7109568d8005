"""The pages on which a playbook is handed in, looked at, and put in force by somebody by name."""

import io
import re
from collections.abc import Mapping

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leadline.access.acting import for_those_who_may, refusals_on
from leadline.access.actor import actor_of, signed_in
from leadline.core.errors import Invalid, Stale
from leadline.files.store import open_content, put
from leadline.playbooks.actions import Unpublishable, publish
from leadline.playbooks.models import Published, Version
from leadline.playbooks.reader.archive import archive_of, files_in
from leadline.playbooks.reader.folder import files_of
from leadline.workspace.forms import HandInPlaybookForm, PublishForm, RehearseForm
from leadline.workspace.queries.moving import moved_now, stopped_move
from leadline.workspace.queries.publishing import (
    playbook_lines,
    proposal_of,
    shipped_folder,
    shipped_lines,
    version_lines,
)
from leadline.workspace.reading import speaker_of

PUBLISHES = "publish playbook"
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
SALT = "leadline.workspace.publishing"


@for_those_who_may(PUBLISHES)
@require_http_methods(["GET", "HEAD", "POST"])
def playbooks(request: HttpRequest) -> HttpResponse:
    """What is in force, and a form to hand in another playbook."""
    form = HandInPlaybookForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            return redirect(_handed_in(form, form.cleaned_data["name"]))
    page = {"lines": playbook_lines(), "shipped": shipped_lines(), "form": form}
    status = 422 if form.errors else 200
    return render(request, "workspace/publishing.html", page, status=status)


@for_those_who_may(PUBLISHES)
@require_http_methods(["GET", "HEAD", "POST"])
def playbook(request: HttpRequest, name: str) -> HttpResponse:
    """The versions of one playbook, and a form to hand in its next text."""
    published = _published(name)
    form = HandInPlaybookForm(request.POST or None, request.FILES or None)
    del form.fields["name"]
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            return redirect(_handed_in(form, name))
    assert published.current_id is not None
    page = {
        "published": published,
        "title": speaker_of(published.current_id).word(published.title),
        "versions": version_lines(published),
        "stopped": stopped_move(published),
        "is_shipped": shipped_folder(name) is not None,
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "workspace/publishing_playbook.html", page, status=status)


@for_those_who_may(PUBLISHES)
@require_POST
def shipped(request: HttpRequest, name: str) -> HttpResponse:
    """The folder that comes with Leadline, as a proposal."""
    folder = shipped_folder(name)
    if folder is None:
        raise Http404
    files, problems = files_of(folder)
    if problems:
        messages.error(request, str(problems[0]))
        return redirect("publishing")
    return redirect(proposed(name, files))


@for_those_who_may(PUBLISHES)
@require_POST
def again(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """A version of before, as a proposal."""
    return redirect(proposed(name, _version(name, number).files))


@for_those_who_may(PUBLISHES)
@require_GET
def download(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Any version as a .zip, such as can be handed in again."""
    packed = archive_of(_version(name, number).files, name)
    answer = HttpResponse(packed, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{name}-{number}.zip"'
    return answer


@for_those_who_may(PUBLISHES)
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, sealed: str) -> HttpResponse:
    """What is wrong with a text, or what it would change; and the tick that puts it in force."""
    name, files = opened(sealed)
    found = proposal_of(name, files)
    form = PublishForm(signed_in(request), found.over_number, request.POST or None)
    if request.method == "POST" and found.can_be_published and form.is_valid():
        try:
            version = publish(
                actor_of(request), None, name=name, source=files, over=form.cleaned_data["over"]
            )
        except (Stale, Unpublishable) as refused:
            messages.error(request, refused.sentence)
            return redirect("publishing-proposal", sealed)
        told = {"number": version.number}
        messages.success(request, _("Version %(number)s is in force.") % told)
        if moved_now(version.playbook):
            said = _("Records were being moved to the version before; that stops where it is.")
            messages.warning(request, said)
        return redirect("publishing-playbook", name)
    status = 422 if form.errors else 200
    page = {"proposal": found, "form": form, "rehearsing": RehearseForm(), "sealed": sealed}
    return render(request, "workspace/publishing_proposal.html", page, status=status)


def _handed_in(form: forms.Form, name: str) -> str:
    """The page of what was handed in. Raises Invalid for what is no archive of texts."""
    folder, files, problems = files_in(form.cleaned_data["file"].file)
    if problems:
        raise Invalid(str(problems[0]), {"file": str(problems[0])})
    name = name or folder
    if not name:
        told = _("Say what the playbook is called; the archive has no folder to name it.")
        raise Invalid(told, {"name": told})
    if not NAME.fullmatch(name):
        told = _("A playbook is called by small letters, digits and hyphens, such as trial-sales.")
        raise Invalid(told, {"name": told})
    return proposed(name, files)


def proposed(name: str, files: Mapping[str, str]) -> str:
    """Keeps the texts, and gives the address at which they can be looked at."""
    stored = put(io.BytesIO(archive_of(files, name)))
    return reverse("publishing-proposal", args=[signing.dumps([name, stored.hash], salt=SALT)])


def opened(sealed: str) -> tuple[str, dict[str, str]]:
    """The name and the texts behind an address; 404 for one that we have not made."""
    try:
        name, hash_ = signing.loads(sealed, salt=SALT)
        with open_content(hash_) as packed:
            _folder, files, _problems = files_in(packed)
    except (signing.BadSignature, FileNotFoundError) as gone:
        raise Http404 from gone
    return name, files


def _published(name: str) -> Published:
    return get_object_or_404(Published.objects.exclude(current=None), name=name)


def _version(name: str, number: int) -> Version:
    return get_object_or_404(Version, playbook__name=name, number=number)
