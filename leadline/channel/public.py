"""The page on which a partner answers for one lead: by a private link, in their language."""

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from leadline.access.models import Firm
from leadline.channel.actions.answering import MEANINGS, Answer, answer_for_partner
from leadline.channel.forms import WordsForm
from leadline.channel.links import lead_of
from leadline.channel.models import PartnerLead
from leadline.channel.queries import said_by
from leadline.core.actor import Actor, ActorKind
from leadline.core.errors import Refused
from leadline.mail.merge import django_language

MOST_POSTS = 30  # of one link in an hour
HOUR = 60 * 60


@never_cache
def partner_lead(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows and changes nothing, since mail scanners open links; POST keeps the answer."""
    lead = lead_of(token)
    if lead is None:
        return _closed(request, _("This link does not work. Copy it again from the letter, whole."))
    language = django_language(lead.partner.language)
    with translation.override(language):
        if not lead.is_open or not lead.record.is_open:
            return _closed(request, _("This lead does not stand with you any more. Thank you."))
        if request.method != "POST":
            return _page(request, lead, WordsForm())
        if _too_often(lead):
            return _closed(request, _("That was very often. Please try again in an hour."), 429)
        return _answered(request, lead)


def _answered(request: HttpRequest, lead: PartnerLead) -> HttpResponse:
    form = WordsForm(request.POST)
    answer = request.POST.get("answer", "")
    if answer not in set(Answer):
        form.add_error(None, _("Choose what you want to say."))
    if not form.is_valid():
        return _page(request, lead, form, 422)
    told = {"answer": Answer(answer), "words": form.cleaned_data["words"]}
    try:
        actor = Actor(ActorKind.CUSTOMER, name=str(lead.partner))
        answer_for_partner(actor, lead.record, lead=lead.pk, **told)
    except Refused as refused:
        form.add_error(None, refused.sentence)
        return _page(request, lead, form, 422)
    return redirect(request.path)


def _page(
    request: HttpRequest, lead: PartnerLead, form: WordsForm, status: int = 200
) -> HttpResponse:
    person, company = lead.record.person, lead.record.company
    page = {
        "lead": lead,
        "firm": Firm.current().name,
        "person": person,
        "company": company or (person.company if person else None),
        "emails": list(person.emails.order_by("pk")) if person else [],
        "phones": list(person.phones.order_by("pk")) if person else [],
        "said": said_by(lead),
        "answers": [one.value for one, meaning in MEANINGS.items() if lead.state in meaning.after],
        "form": form,
    }
    return render(request, "channel/partner_lead.html", page, status=status)


def _closed(request: HttpRequest, sentence: str, status: int = 410) -> HttpResponse:
    return render(request, "channel/closed.html", {"sentence": sentence}, status=status)


def _too_often(lead: PartnerLead) -> bool:
    key = f"partner-lead/{lead.pk}"
    if cache.add(key, 1, HOUR):
        return False
    return cache.incr(key) > MOST_POSTS
