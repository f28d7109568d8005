"""The private link by which a partner answers for one lead, without an account.

Its token is worked out from the secret key and a random part in the row, so that neither the
database nor the key alone opens anything.
"""

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from leadline.channel.models import PartnerLead
from leadline.core.numbers import number_in


def token_of(lead: PartnerLead) -> str:
    return f"{lead.pk}.{_seal(lead.pk, lead.nonce)}"


def url_of(lead: PartnerLead) -> str:
    """The whole address, for a letter or to be handed over by a person."""
    return f"{settings.URL}{reverse('partner-lead', args=[token_of(lead)])}"


def lead_of(token: str) -> PartnerLead | None:
    """Whatever has become of it; None for a token that is none."""
    number, _dot, seal = token.partition(".")
    pk = number_in(number)
    if pk is None:
        return None
    about = ("partner__company", "record__person", "record__company", "record__owner")
    lead = PartnerLead.objects.select_related(*about).filter(pk=pk).first()
    proven = lead is not None and constant_time_compare(seal, _seal(lead.pk, lead.nonce))
    return lead if proven else None


def _seal(pk: int, nonce: str) -> str:
    return salted_hmac("leadline.channel.links", f"{pk}:{nonce}", algorithm="sha256").hexdigest()[
        :43
    ]
