"""Where somebody who was written to says that it shall stop: one page, one press, no sign-in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from leadline.access.models import Firm
from leadline.core.actor import CUSTOMER
from leadline.mail.links import letter_of_stop
from leadline.mail.merge import django_language
from leadline.parties.actions.contacting import refuse_contact
from leadline.parties.contact import basis_for
from leadline.parties.models import Channel, Person


@csrf_exempt  # the signed link is the proof, and mail programs press without a page (RFC 8058)
@never_cache
def stop_letters(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks and changes nothing, since mail scanners open links; POST does it, once."""
    letter = letter_of_stop(token)
    if letter is None or letter.person is None:
        raise Http404
    with translation.override(django_language(letter.language)):
        if request.method == "POST":
            _refuse(letter.person, str(letter))
        page = {"done": request.method == "POST", "firm": Firm.current(), "to": letter.to}
        return render(request, "mail/stop.html", page)


def _refuse(person: Person, letter: str) -> None:
    if not basis_for([person], Channel.EMAIL)[0].refused:
        words = _("Pressed “Do not write to me again” in “%(letter)s”") % {"letter": letter}
        refuse_contact(CUSTOMER, person, channel=Channel.EMAIL, words=words[:400])
