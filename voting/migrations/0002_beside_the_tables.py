"""The planner keeps no samples of the tags of votes."""

from django.db import migrations

from ideas_platform.lib.no_samples import keep_no_samples


class Migration(migrations.Migration):
    dependencies = [("voting", "0001_initial")]
    operations = keep_no_samples({"voting_vote": ["tag"]})
