"""A pledge that is taken back leaves no sample of its words with the planner."""

from django.db import migrations

from ideas_platform.lib.no_samples import keep_no_samples


class Migration(migrations.Migration):
    """Keep no samples of the words that were asked about."""

    dependencies = [("pledges", "0004_assessments")]
    operations = [*keep_no_samples({"pledges_judgement": ["sentence"]})]
