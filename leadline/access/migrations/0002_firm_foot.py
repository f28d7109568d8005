from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='firm',
            name='foot',
            field=models.CharField(blank=True, max_length=500, verbose_name='Under every letter'),
        ),
    ]
