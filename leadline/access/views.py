"""What a signed-in person changes about themselves."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from leadline.access.acting import refusals_on
from leadline.access.actions import change_profile
from leadline.access.actor import actor_of, signed_in
from leadline.access.forms import ProfileForm


@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """One's own name, language, time zone, colors and text size, and the ways to sign in."""
    user = signed_in(request)
    form = ProfileForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            change_profile(actor_of(request), user, values=form.cleaned_data)
            with translation.override(form.cleaned_data["language"]):
                messages.success(request, _("Saved."))
            return redirect("profile")
    status = 422 if form.errors else 200
    return render(request, "access/profile.html", {"form": form}, status=status)
