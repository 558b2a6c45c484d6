"""What local mode says: where things are, never a password."""

from pathlib import Path

import pytest

from ideas_platform.local.paths import place
from ideas_platform.local.words import BUILT_IN, describe_start, greet, name_server

HERE = place(Path("/srv/ideas"), is_root=False, open_to_all=True)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("postgres://me:hush@db.example:5433/ideas?sslmode=require", "db.example:5433 /ideas"),
        ("redis://:hush@valkey.example/0", "valkey.example /0"),
        ("unix:///run/valkey.sock", "socket /run/valkey.sock"),
        (None, BUILT_IN),
        ("", BUILT_IN),
    ],
)
def test_a_server_is_named_without_account_or_password(address: str | None, said: str) -> None:
    assert name_server(address) == said


def test_the_start_says_what_is_built_in_and_where_the_data_lie() -> None:
    assert describe_start(HERE, {"REDIS_URL": "redis://valkey.example/0"}).splitlines() == [
        f"PostgreSQL  {BUILT_IN}",
        "Valkey      valkey.example /0",
        "Data        /srv/ideas",
        "Keys        /srv/ideas-keys",
    ]


def test_the_start_says_so_when_the_database_lies_elsewhere() -> None:
    paths = place(Path("/srv/ideas"), is_root=True, open_to_all=False)
    assert describe_start(paths, {}).splitlines()[4] == f"Database    {paths.home}"


def test_the_greeting_gives_the_address_and_the_accounts_of_the_demo(tmp_path: Path) -> None:
    paths = place(tmp_path, is_root=False, open_to_all=True)
    paths.demo_accounts.write_text("Sign in as\n  nurse@demo.example\n")
    assert greet(paths, 8123).splitlines() == [
        "",
        "Ready: http://127.0.0.1:8123",
        f"Data and mail: {tmp_path}",
        "Sign in as",
        "  nurse@demo.example",
        "Ctrl-C stops all of it; the data stay.",
    ]
