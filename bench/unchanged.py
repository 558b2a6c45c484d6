"""What a lone reader waits for who asks again for a board that has not changed: the answer is 304."""

import argparse
import re
import statistics
from functools import partial
from urllib.request import Request, urlopen

from bench.lib.load import HOST, Ask, take_times, write_get
from bench.lib.served import serve_both
from bench.lib.stage import own_database

MILLISECONDS = 4.0


def main() -> None:
    """Measure and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10.0, help="length of the run")
    chosen = parser.parse_args()
    with own_database(), serve_both(["small"]) as asks:
        known = asks["small list"]
        path, cookie = read_request(known.write())
        board = re.sub("ideas/$", "boards/top/", path)
        tag = find_tag(known.port, board, cookie)
        ask = Ask(known.port, partial(write_get, board, cookie, If_None_Match=tag), status=304)
        times = take_times(ask, seconds=chosen.seconds)
    told = f"{len(times)} answers, {statistics.median(times):.2f} ms, p50"
    print(f"a board that has not changed: {told}   (to reach: {MILLISECONDS:g} ms)")


def read_request(sent: bytes) -> tuple[str, str]:
    """Return the path and the cookies of a request."""
    lines = sent.decode().split("\r\n")
    cookie = next(line for line in lines if line.startswith("Cookie: "))
    return lines[0].split()[1], cookie.removeprefix("Cookie: ")


def find_tag(port: int, path: str, cookie: str) -> str:
    """Return the ETag of the page at this path as the owner of the cookies sees it."""
    request = Request(f"http://{HOST}:{port}{path}", headers={"Cookie": cookie})
    with urlopen(request) as answer:
        return str(answer.headers["ETag"])


if __name__ == "__main__":
    main()
