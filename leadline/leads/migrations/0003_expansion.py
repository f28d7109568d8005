"""Leads of the second funnel are marked as such when they begin; those from before are, too."""

from typing import Any

from django.db import migrations, models


def mark(apps: Any, editor: Any) -> None:
    """Until now it was read off the lead before."""
    leads = apps.get_model("leads", "Lead").objects
    qualified = leads.filter(record__outcome="qualified").values("pk")
    leads.filter(previous__in=qualified).update(is_expansion=True)


class Migration(migrations.Migration):

    dependencies = [
        ("leads", "0002_score"),
    ]

    operations = [
        migrations.AddField("lead", "is_expansion", models.BooleanField(default=False)),
        migrations.RunPython(mark, migrations.RunPython.noop),
    ]
