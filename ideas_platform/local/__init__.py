"""Local mode: PostgreSQL, Valkey, web, worker and beat from one command."""
