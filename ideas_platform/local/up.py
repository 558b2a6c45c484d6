"""`manage.py up`: everything from one command, until Ctrl-C.

Runs as a program of its own (`python -m ideas_platform.local.up`), so that the process that holds all
the others together is small and loads nothing that could fail.
"""

import argparse
import http.client
import os
import socket
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from ideas_platform.local.account import Account, find_account
from ideas_platform.local.folders import make_folders
from ideas_platform.local.gate import Gate, Ready
from ideas_platform.local.lock import Held, hold_lock
from ideas_platform.local.part import end_identity, end_leftovers
from ideas_platform.local.paths import Paths, database_url, locate, redis_url
from ideas_platform.local.patience import patience
from ideas_platform.local.port import USUAL, note_port
from ideas_platform.local.postgres import (
    describe_postgres,
    find_postmaster,
    postgres_answers,
    prepare_postgres,
)
from ideas_platform.local.programs import Programs, find_programs
from ideas_platform.local.refusal import Refusal
from ideas_platform.local.reloading import ask_for_new_code, take_new_code
from ideas_platform.local.site import BASE_DIR, describe_beat, describe_web, describe_worker
from ideas_platform.local.supervisor import Stopping, Supervisor
from ideas_platform.local.valkey import describe_valkey, valkey_answers
from ideas_platform.local.words import describe_start, greet

HOST = "127.0.0.1"
MIGRATE = (sys.executable, "manage.py", "migrate", "--verbosity", "0")
LOAD_DEMO = (sys.executable, "manage.py", "load_demo")


def main(arguments: list[str]) -> int:
    """Run local mode until it is asked to end; return the exit code."""
    options = read_options(arguments)
    try:
        return ask_for_new_code(locate(options.data_dir), say) if options.reload else run(options)
    except Held as other:
        say(f"{options.data_dir} is in use ({other}). Stop that first, or set another DATA_DIR and PORT.")
    except Refusal as reason:
        say(str(reason))
    return 1


def read_options(arguments: list[str]) -> argparse.Namespace:
    """Return data_dir (Path), port (int), demo and reload (bool), from arguments or else the environment."""
    parser = argparse.ArgumentParser(prog="manage.py up")
    parser.add_argument("--demo", action="store_true")
    parser.add_argument("--reload", action="store_true")
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or USUAL))
    parser.add_argument(
        "--data-dir", type=Path, default=Path(os.environ.get("DATA_DIR") or BASE_DIR / ".data")
    )
    return parser.parse_args(arguments)


def say(text: str) -> None:
    """Tell the operator, if anybody still listens."""
    with suppress(OSError):
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()


def run(options: argparse.Namespace) -> int:
    """Start everything, look after it, end it. Raises Held, or Refusal."""
    paths = locate(options.data_dir)
    account = find_account(paths)
    if not paths.lock.exists():
        # Where the port is taken, no empty folders are left behind.
        listen(options.port).close()
    make_folders(paths, account)
    with hold_lock(paths.lock, "up"):
        supervisor = Supervisor(paths, say)
        if leftovers := end_leftovers(paths):
            say(f"Ended what an earlier start left running: {', '.join(leftovers)}.")
        gate, ready = Gate(), Ready()
        with listen(options.port) as listening, note_port(paths, options.port):
            try:
                environment = describe_environment(paths, options.port)
                supervisor.start(describe_web(environment, listening.fileno(), gate, ready))
                prepare(supervisor, options, environment, account)
                serve(supervisor, options, environment, (gate, ready))
            except Stopping:
                say("Stopping…")
            finally:
                if not gate.is_open:
                    # It waits there and would not hear; nobody has been served, so nobody is cut short.
                    supervisor.kill("web")
                supervisor.end()
    say("Stopped. The data stay.")
    return 0


def listen(port: int) -> socket.socket:
    """Return the socket of the site, not yet open. Raises Refusal where the port is taken."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
    except OSError as error:
        listening.close()
        raise Refusal(f"Port {port} cannot be used ({error.strerror}). Set another PORT.") from error
    return listening


def prepare(
    supervisor: Supervisor,
    options: argparse.Namespace,
    environment: Mapping[str, str],
    account: Account | None,
) -> None:
    """Start PostgreSQL and Valkey, bring the tables up to date, load the demo if it is asked for."""
    say(describe_start(supervisor.paths, os.environ))
    start_stores(supervisor, account)
    for step in (MIGRATE, *([LOAD_DEMO] if options.demo else [])):
        supervisor.run_step(step, environment, BASE_DIR)


def serve(
    supervisor: Supervisor,
    options: argparse.Namespace,
    environment: Mapping[str, str],
    pipes: tuple[Gate, Ready],
) -> NoReturn:
    """Let web serve, start the background work, look after all of it. Raises Stopping, or Refusal."""
    gate, ready = pipes
    gate.open()
    supervisor.wait_for(lambda: page_answers(options.port), patience(), "The first page")
    say(greet(supervisor.paths, options.port))
    supervisor.start(describe_worker(environment))
    supervisor.start(describe_beat(environment, supervisor.paths))
    while True:
        supervisor.glance()
        if supervisor.asked_to_reload:
            supervisor.asked_to_reload = False
            take_new_code(supervisor, MIGRATE, environment, ready)


def describe_environment(paths: Paths, port: int) -> dict[str, str]:
    """Return the environment of our own programs: the operator's, with what local mode adds."""
    ours = {"LOCAL_MODE": "1", "DATA_DIR": str(paths.data), "PORT": str(port), "PROCESS_ROLE": "command"}
    stores = {
        "DATABASE_URL": os.environ.get("DATABASE_URL") or database_url(paths.data),
        "REDIS_URL": os.environ.get("REDIS_URL") or redis_url(paths.data),
    }
    return {**os.environ, **ours, **stores}


def start_stores(supervisor: Supervisor, account: Account | None) -> None:
    """Start those of PostgreSQL and Valkey that the operator does not bring; return when they answer."""
    paths = supervisor.paths
    needs_postgres, needs_valkey = not os.environ.get("DATABASE_URL"), not os.environ.get("REDIS_URL")
    if not needs_postgres and not needs_valkey:
        return
    programs = find_programs(paths, account)
    if needs_valkey:
        supervisor.start(describe_valkey(paths, programs, account))
    if needs_postgres:
        start_postgres(supervisor, programs, account)
    if needs_valkey:
        supervisor.wait_for(lambda: valkey_answers(paths), patience(), "Valkey")


def start_postgres(supervisor: Supervisor, programs: Programs, account: Account | None) -> None:
    """Start the built-in PostgreSQL; return when it answers."""
    paths = supervisor.paths
    if found := find_postmaster(paths.postgres):
        end_identity(found, "postgres")
    prepare_postgres(paths, programs, account)
    supervisor.start(describe_postgres(paths, programs, account))
    supervisor.wait_for(lambda: postgres_answers(paths, programs), patience(), "PostgreSQL")


def page_answers(port: int) -> bool:
    """Return whether the home page comes, or at least an answer to who asks by this address."""
    connection = http.client.HTTPConnection(HOST, port, timeout=2)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status < http.HTTPStatus.INTERNAL_SERVER_ERROR
    except OSError:
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
