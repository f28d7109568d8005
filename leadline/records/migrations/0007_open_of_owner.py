from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("records", "0006_bin")]

    operations = [
        migrations.AddIndex(
            model_name="record",
            index=models.Index(
                condition=models.Q(("outcome", "")),
                fields=["owner", "kind", "-opened_at", "-id"],
                name="record_open_of_owner",
            ),
        ),
    ]
