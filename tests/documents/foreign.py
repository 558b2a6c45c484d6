"""Words in back-ticks that are not ours, each group with whose they are.

What is ours does not belong here: a name that is not found is a mistake in the document.
"""

PROGRAMS = {
    # Of the machine.
    "apt-get", "createdb", "docker", "git", "install", "python3", "systemctl",
    # Installed into .venv by pip; the options are theirs.
    ".venv/bin/gunicorn", ".venv/bin/celery",
}  # fmt: skip

SQL = {
    "ALTER SYSTEM SET", "COPY", "CLUSTER", "EXECUTE ON FUNCTION pg_switch_wal()",
    "INSERT … ON CONFLICT (idea_id, tag) DO UPDATE", "ON CONFLICT", "STATISTICS 0", "UNLOGGED",
    "UPDATE … SET x = x", "VACUUM", "now()", "statement_timestamp()", "tsvector", "websearch_to_tsquery",
}  # fmt: skip

POSTGRESQL = {
    # Files, settings, views, extensions and packages of PostgreSQL and Debian.
    "auto_explain", "pageinspect", "pg_stat_activity", "pg_stat_statements", "postgresql-client",
    "postgresql-contrib", "postgresql.conf", "wal_segment_size",
    # PgBouncer.
    "pool_mode",
}  # fmt: skip

PYTHON = {
    # Django, allauth, psycopg, gettext and Python itself.
    "==", "AbstractCodeVerificationProcess", "AppConfig", "AppConfig.ready", "KeyError", "Now()",
    "autodiscover_modules", "gettext_lazy", "pq", '_("Vote on %(n)d more ideas") % {"n": n}',
    # How a field of `Total` is called for each board.
    "<board>_score",
}  # fmt: skip

MACHINE = {
    # Folders and files of a running site, of systemd and of a build: they are not in the repository.
    "/run/ideas", "/var/lib/ideas-platform/", ".data/mail/", "out/sbom-npm.json", "out/sbom-python.json",
    "static/build/", "RuntimeDirectory=ideas", "TMPDIR",
    # The proxy Caddy.
    "lb_try_duration 30s", "reverse_proxy",
    # An option of gunicorn.
    "--config python:ideas_platform.serving.options",
}  # fmt: skip

EXAMPLES = {
    # Values that somebody might set, see or send.
    '{"status": "ok"}', "+tag", "/static/images/mine.svg", "?seen=VERSION", "?seen=…", "en-gb,cy",
    "localhost,127.0.0.1,[::1]",
}  # fmt: skip

FOREIGN = SQL | POSTGRESQL | PYTHON | MACHINE | EXAMPLES
