"""Where the parts of local mode lie: short enough, reachable, and read alike by all who are told."""

import os
from pathlib import Path

import environ
import pytest
import redis

from ideas_platform.local.paths import (
    LONGEST_SOCKET_PATH,
    POSTGRES_SOCKET,
    broker_url,
    database_url,
    locate,
    place,
    redis_url,
)

NEAR = Path("/srv/ideas")
FAR = Path("/srv") / ("x" * 120)
ODD = Path("/srv/a b+c%d é")


def test_an_ordinary_user_has_everything_in_the_data_folder() -> None:
    paths = place(NEAR, is_root=False, open_to_all=False)
    assert (paths.home, paths.postgres, paths.sockets) == (NEAR, NEAR / "postgres", NEAR / "run")


def test_root_has_everything_in_the_data_folder_where_others_can_get_there() -> None:
    assert place(NEAR, is_root=True, open_to_all=True).home == NEAR


def test_root_keeps_databases_elsewhere_where_others_cannot_get_there() -> None:
    paths = place(NEAR, is_root=True, open_to_all=False)
    assert (paths.home.parent, paths.sockets.parent) == (Path("/var/lib/ideas-platform"), paths.home)
    assert paths.keys == Path("/srv/ideas-keys")


@pytest.mark.parametrize("is_root", [True, False])
@pytest.mark.parametrize("data", [NEAR, FAR, ODD])
def test_a_socket_never_has_a_path_too_long_for_the_system(data: Path, *, is_root: bool) -> None:
    paths = place(data, is_root=is_root, open_to_all=True)
    assert len(os.fsencode(paths.sockets / POSTGRES_SOCKET)) <= LONGEST_SOCKET_PATH


def test_two_folders_share_no_socket() -> None:
    places = [place(Path(f"{FAR}{copy}"), is_root=False, open_to_all=True).sockets for copy in ("1", "2")]
    assert places[0] != places[1]


def test_a_private_folder_above_is_noticed(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    expected = place(tmp_path / "data", is_root=os.geteuid() == 0, open_to_all=False)
    assert locate(tmp_path / "data") == expected


@pytest.mark.parametrize("data", [NEAR, FAR, ODD])
def test_django_finds_the_socket_of_postgresql(data: Path) -> None:
    config = environ.Env.db_url_config(database_url(data))
    read = {name: config[name] for name in ("HOST", "PORT", "NAME", "USER", "PASSWORD")}
    told = {"HOST": str(locate(data).sockets), "PORT": 5432, "NAME": "ideas", "USER": "ideas", "PASSWORD": ""}
    assert read == told


@pytest.mark.parametrize("data", [NEAR, FAR, ODD])
def test_redis_finds_the_socket_of_valkey(data: Path) -> None:
    socket = str(locate(data).valkey_socket)
    assert redis.Redis.from_url(redis_url(data)).connection_pool.connection_kwargs["path"] == socket


def test_celery_is_told_of_a_socket_in_its_own_way() -> None:
    assert broker_url(redis_url(NEAR)) == f"redis+socket://{locate(NEAR).valkey_socket}?virtual_host=0"
    assert broker_url("unix:///run/valkey.sock?db=3") == "redis+socket:///run/valkey.sock?virtual_host=3"
    assert broker_url("unix:///run/valkey.sock") == "redis+socket:///run/valkey.sock?virtual_host=0"


def test_a_broker_on_the_network_keeps_its_address() -> None:
    assert broker_url("redis://valkey:6379/0") == "redis://valkey:6379/0"
