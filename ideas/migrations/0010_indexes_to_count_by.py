from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ideas', '0009_questions'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='comment',
            name='comment_thread',
        ),
        migrations.RemoveIndex(
            model_name='idea',
            name='idea_list',
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(fields=['idea', 'status'], include=('id', 'reviewed', 'held', 'held_by_reports', 'review_since'), name='comment_thread'),
        ),
        migrations.AddIndex(
            model_name='idea',
            index=models.Index(fields=['workshop', 'status', '-published_on'], include=('id',), name='idea_list'),
        ),
    ]
