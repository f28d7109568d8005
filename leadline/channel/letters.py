"""The letter that tells a partner of a lead, in their language, with the link to answer."""

from datetime import datetime
from email.utils import format_datetime, formataddr
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from leadline.access.models import Firm
from leadline.channel.links import url_of
from leadline.channel.models import PartnerLead
from leadline.mail.merge import django_language
from leadline.mail.render import one_line


def letter_to(lead: PartnerLead, firm: Firm, now: datetime) -> EmailMessage:
    """It names nobody: who they are is read on the page that the link opens."""
    partner, owner = lead.partner, lead.record.owner
    with override(django_language(partner.language)):
        due = date_format(lead.due_at.astimezone(ZoneInfo(partner.zone)), "DATETIME_FORMAT")
        told = {"firm": firm.name, "name": partner.contact or str(partner), "due": due,
                "zone": partner.zone.replace("_", " "),
                "owner": str(owner or firm.name)}  # fmt: skip
        subject = _("A lead from %(firm)s, to be answered by %(due)s") % told
        body = _(
            "Hello %(name)s,\n\n"
            "%(owner)s of %(firm)s has a lead for you. Please accept it or give it back by %(due)s "
            "(%(zone)s). Who it is, and everything else, stands here:"
        )
    headers = {
        "Message-ID": f"<partner-lead-{lead.pk}@{settings.URL.partition('://')[2]}>",
        "Date": format_datetime(now),
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(
        subject=one_line(subject)[:200],
        body=f"{body % told}\n\n{url_of(lead)}\n",
        from_email=formataddr((one_line(firm.name), firm.sender)),
        to=[partner.email],
        reply_to=[owner.email] if owner else None,
        headers=headers,
    )
