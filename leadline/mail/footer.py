"""What stands under every letter: who wrote it, and how to be written to no more."""

from html import escape

from django.utils.translation import gettext as _
from django.utils.translation import override

from leadline.access.models import Firm
from leadline.mail.merge import django_language
from leadline.mail.render import Content, one_line


def with_footer(content: Content, language: str, firm: Firm, stop: str) -> Content:
    """The content with the firm's name, address and lines below; with the link `stop` unless ""."""
    with override(django_language(language)):
        words = _("Do not write to me again")
    sender = f"{one_line(firm.name)}, {firm.sender}"
    sender += f"\n{firm.foot.strip()}" if firm.foot.strip() else ""
    shown = "<br>".join(map(escape, sender.splitlines()))
    text = f"{content.text}\n\n-- \n{sender}\n" + (f"{words}: {stop}\n" if stop else "")
    link = f'<br><a href="{escape(stop)}">{escape(words)}</a>' if stop else ""
    html = (
        f'<!doctype html>\n<html lang="{escape(language)}"><head><meta charset="utf-8">'
        f"<title>{escape(content.subject)}</title></head>\n<body>\n{content.html}"
        f"<hr>\n<p>{shown}{link}</p>\n</body></html>\n"
    )
    return Content(content.subject, text, html)
