"""Ideas are found by their words, whatever their ending or accents, and by titles that are nearly the same."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

CONFIGURE = """
CREATE TEXT SEARCH CONFIGURATION ideas_english (COPY = english);
ALTER TEXT SEARCH CONFIGURATION ideas_english
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
"""
# The words tell what a text says: the planner keeps no samples of them either.
QUIET = "ALTER TABLE workshops_idea ALTER COLUMN words SET STATISTICS"


class Migration(migrations.Migration):

    dependencies = [
        ('workshops', '0017_snapshots'),
    ]

    operations = [
        migrations.RunSQL(CONFIGURE, "DROP TEXT SEARCH CONFIGURATION ideas_english"),
        migrations.AddField(
            model_name='idea',
            name='words',
            field=models.GeneratedField(
                db_persist=True,
                expression=django.contrib.postgres.search.CombinedSearchVector(
                    django.contrib.postgres.search.SearchVector('title', config='ideas_english', weight='A'),
                    '||',
                    django.contrib.postgres.search.SearchVector('body', config='ideas_english', weight='B'),
                    django.contrib.postgres.search.SearchConfig('ideas_english'),
                ),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.RunSQL(f"{QUIET} 0", f"{QUIET} -1"),
        migrations.AddIndex(
            model_name='idea',
            index=django.contrib.postgres.indexes.GinIndex(
                fields=['words'], gin_pending_list_limit=64, name='idea_words'
            ),
        ),
        migrations.AddIndex(
            model_name='idea',
            index=django.contrib.postgres.indexes.GinIndex(
                fields=['title'], gin_pending_list_limit=64, name='idea_title_parts', opclasses=['gin_trgm_ops']
            ),
        ),
    ]
