from django.db import migrations, models
from django.db.models import Q

# Who is on a list already was put there without a button to press, and stays.
ASKED = models.CheckConstraint(
    condition=Q(is_confirmed=True) | Q(line_number__isnull=True), name="booking_waits_once_confirmed"
)


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]

    operations = [
        migrations.AddField("booking", "is_confirmed", models.BooleanField(default=True)),
        migrations.AlterField("booking", "is_confirmed", models.BooleanField(default=False, editable=False)),
        migrations.AddConstraint("booking", ASKED),
    ]
