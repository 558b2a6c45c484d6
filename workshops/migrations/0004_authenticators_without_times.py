"""The database refuses times of authenticators: when staff set one up, used one, or looked at their codes."""

from django.db import migrations

NO_TIMES = """
UPDATE mfa_authenticator SET created_at = '2000-01-01 00:00:00+00', last_used_at = NULL,
    data = CASE WHEN data ? 'viewed_at' THEN jsonb_set(data, '{viewed_at}', '1') ELSE data END;
ALTER TABLE mfa_authenticator ADD CONSTRAINT authenticator_without_times CHECK (
    created_at = '2000-01-01 00:00:00+00' AND last_used_at IS NULL
    AND coalesce(data -> 'viewed_at', '1') = '1'
);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("workshops", "0003_imported_workshop"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [
        migrations.RunSQL(NO_TIMES, "ALTER TABLE mfa_authenticator DROP CONSTRAINT authenticator_without_times"),
    ]
