"""Names of organisations in a normal form; those that are the same in it become one."""

from django.db import migrations

import workshops.models.places


def fill(apps, schema_editor):
    organisation = apps.get_model("workshops", "Organisation")
    first = {}
    for one in organisation.objects.order_by("-listed", "name"):
        normal = workshops.models.places.normalise_name(one.name)
        kept = first.setdefault((one.workshop_id, normal), one)
        if kept is one:
            one.save(update_fields=["normal_name"])
            continue
        for name in ("Membership", "JoinCode"):
            apps.get_model("workshops", name).objects.filter(organisation=one).update(organisation=kept)
        one.delete()


class Migration(migrations.Migration):
    dependencies = [("workshops", "0010_quiet_payloads")]

    operations = [
        migrations.RemoveConstraint(model_name="organisation", name="organisation_name_once"),
        migrations.AddField(
            model_name="organisation",
            name="normal_name",
            field=workshops.models.places.NormalNameField(default="", editable=False, max_length=480),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
