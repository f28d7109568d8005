from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('service', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='product',
            name='seq',
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        # Tokens that no page has ever shown open nothing: a new one is made when it is asked for.
        migrations.RemoveField(model_name='product', name='usage_token'),
        migrations.AddField(
            model_name='product',
            name='usage_token_hash',
            field=models.CharField(blank=True, db_index=True, max_length=64),
        ),
    ]
