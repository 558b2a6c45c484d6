"""A decision is about an idea or about a comment."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('moderation', '0003_what_a_decision_says'),
        ('workshops', '0005_comments_and_reports'),
    ]

    operations = [
        migrations.AddField(
            model_name='decision',
            name='comment',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='workshops.comment'),
        ),
        migrations.AlterField(
            model_name='decision',
            name='idea',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='workshops.idea'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('comment', None), ('idea__isnull', False)), models.Q(('comment__isnull', False), ('idea', None)), _connector='OR'), name='decision_about_one_item'),
        ),
    ]
