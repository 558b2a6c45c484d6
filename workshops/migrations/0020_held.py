"""What looks as if it could show who a patient is waits for the design group, in every workshop."""
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workshops', '0019_membership_pin'),
    ]

    operations = [
        migrations.AddField(
            model_name='comment',
            name='held',
            field=models.BooleanField(default=False, editable=False, verbose_name='held'),
        ),
        migrations.AddField(
            model_name='idea',
            name='held',
            field=models.BooleanField(default=False, editable=False, verbose_name='held'),
        ),
        migrations.AddField(
            model_name='revision',
            name='held',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(('held', False), models.Q(('status', 'published'), _negated=True), _connector='OR'), name='comment_held_is_not_published'),
        ),
        migrations.AddConstraint(
            model_name='idea',
            constraint=models.CheckConstraint(condition=models.Q(('held', False), models.Q(('status', 'published'), _negated=True), _connector='OR'), name='idea_held_is_not_published'),
        ),
    ]
