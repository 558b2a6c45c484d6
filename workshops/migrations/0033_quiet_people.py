"""The planner keeps no samples of subjects, addresses, keys of sessions, secrets and letters, and forgets old ones."""

from django.db import migrations

QUIET = {
    "account_emailaddress": ["email"],
    "mfa_authenticator": ["data"],
    "workshops_invitation": ["email"],
    "workshops_joincode": ["code"],
    "workshops_membership": ["vote_subject", "text_subject"],
    "workshops_outboxemail": ["key", "recipient", "subject", "text", "html", "unsubscribe_url"],
    "workshops_session": ["key_hash", "payload"],
    "workshops_subscription": ["email", "token"],
    "workshops_user": ["email", "session_epoch"],
}
# Given the type that it has already, a column loses its samples; nothing is written anew.
FORGET = """
DO $$ DECLARE kind text; BEGIN
  SELECT format_type(atttypid, atttypmod) INTO STRICT kind FROM pg_attribute
    WHERE attrelid = '{table}'::regclass AND attname = '{column}';
  EXECUTE 'ALTER TABLE {table} ALTER COLUMN {column} TYPE ' || kind;
END $$
"""
SAMPLES = "ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS {number}"


def be_quiet(table, column):
    return migrations.RunSQL(
        [SAMPLES.format(table=table, column=column, number=0), FORGET.format(table=table, column=column)],
        SAMPLES.format(table=table, column=column, number=-1),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("workshops", "0032_organisations_shown"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]
    operations = [be_quiet(table, column) for table, columns in QUIET.items() for column in columns]
