from typing import Any

import django.db.models.deletion
from django.db import migrations, models

NAMES = {"company": "company answers changed", "person": "person answers changed"}


def point(apps: Any, schema_editor: Any) -> None:
    """Who is still to be told is told by the event; earlier answers stand in that alone."""
    learned, event = apps.get_model("automation", "Learned"), apps.get_model("core", "Event")
    for row in learned.objects.all():
        about = "company" if row.company_id is not None else "person"
        own = event.objects.filter(stream=about, stream_id=getattr(row, f"{about}_id"))
        told = own.filter(name=NAMES[about], recorded_at=row.learned_at)
        found = told.order_by("-seq").first()
        if found is None:
            row.delete()
        else:
            row.event_id = found.pk
            row.save(update_fields=["event"])


class Migration(migrations.Migration):
    dependencies = [("automation", "0006_signed_definition"), ("core", "0001_initial"), ("playbooks", "0003_custom_fields")]

    operations = [
        migrations.AddField(
            "versionmove",
            "overtaken_by",
            models.ForeignKey(
                null=True,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="playbooks.version",
            ),
        ),
        migrations.AddField(
            "learned",
            "event",
            models.ForeignKey(
                null=True,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="core.event",
            ),
        ),
        migrations.RunPython(point, migrations.RunPython.noop),
        migrations.AlterField(
            "learned",
            "event",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="core.event",
            ),
        ),
        migrations.RemoveField("learned", "before"),
        migrations.RemoveField("learned", "learned_at"),
    ]
