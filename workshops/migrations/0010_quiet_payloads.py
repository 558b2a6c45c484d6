"""The planner keeps no samples of texts that wait for a sign-in, sealed as they are."""

from django.db import migrations

COLUMN = "ALTER TABLE workshops_pendingtext ALTER COLUMN payload SET STATISTICS"


class Migration(migrations.Migration):
    dependencies = [("workshops", "0009_letters")]
    operations = [migrations.RunSQL(f"{COLUMN} 0", f"{COLUMN} -1")]
