"""The command that folds and counts anew."""

from io import StringIO

from django.core.management import call_command

from leadline.reports.models import Journey


def said(what: str) -> str:
    out = StringIO()
    call_command("reports", what, stdout=out)
    return out.getvalue()


def test_it_folds_what_waits_and_counts_anew(cast):
    cast.lead()
    assert "changes were folded" in said("fold")
    assert Journey.objects.count() == 1
    assert said("recount") == "1 leads were counted anew.\n"
    assert said("fold") == "0 changes were folded.\n"
