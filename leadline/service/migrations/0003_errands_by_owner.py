import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def stand_with_owners(apps, schema_editor):
    """What waits already stands with whoever has the lead; see service/actions/owning.py."""
    entitlements = apps.get_model('service', 'Entitlement').objects
    owner = entitlements.filter(pk=OuterRef('entitlement')).values('lead__owner')
    waiting = apps.get_model('service', 'Errand').objects.filter(done_at=None, refused='')
    waiting.update(owner=Subquery(owner))


class Migration(migrations.Migration):

    dependencies = [
        ('service', '0002_products_have_a_history'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='errand',
            name='owner',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='errands', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='errand',
            index=models.Index(condition=models.Q(('done_at', None), ('refused', ''), ('by_hand', True)), fields=['owner', 'asked_at', 'id'], name='errand_by_hand'),
        ),
        migrations.RunPython(stand_with_owners, migrations.RunPython.noop),
    ]
