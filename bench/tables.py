"""What a table of 25,000 rows costs until its contents are on the page: other voices and ideas, CSV and XLSX.

Run: python -m bench.tables. Each is sent as a browser sends it, read, looked through, kept and shown. Told
are seconds by the clock and of processor, of this process and of the program that reads; to reach: 5
seconds each. The last file of each kind has a formula in its last row: the whole sheet is looked through for
its address, and the file is refused. Told besides is what it costs to bring 25,000 ideas in: the press, and
the work of the worker.
"""

import csv
import io
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from xlsxwriter import Workbook

import bench.lib.ready  # noqa: F401 - sets Django up, before anything with models
from bench.lib.design_group import make_group
from bench.lib.load import HOST
from bench.lib.served import CSRF
from bench.lib.stage import fill_workshop, own_database
from bench.lib.words import write
from ideas_platform.lib.table_files.limits import MOST_ROWS
from moderation.models import SentFile
from organising.domain.idea_imports import bring_all_in
from workshops.models import Workshop
from workshops.rules import Role

MOST_SECONDS = 5.0
EACH = 60
WORDS = 30
Rows = Sequence[Sequence[str]]


def main() -> int:
    """Measure and print; return 1 where one took longer than it may."""
    with own_database():
        workshop = Workshop.objects.get(pk=fill_workshop(10, 10, 0))
        colleague = make_group(workshop, 1, Role.ORGANISER)[0]
        client = Client(headers={"Host": HOST, "Cookie": colleague.cookie})
        voices = f"/admin/desk/{workshop.slug}/voices/import/"
        ideas = f"/admin/desk/{workshop.slug}/import/"
        spent = [
            *measure_files("voices", list_passages(), partial(send, client, voices, {})),
            *measure_files("ideas", list_ideas(), partial(send, client, ideas, {"words": "a survey"})),
        ]
        send(client, ideas, {"words": "a survey"}, write_csv(list(list_ideas())))
        spent.append(measure("ideas, the press", partial(press, client, ideas)))
        measure("ideas, the worker", lambda: f"stored, {bring_all_in():,}")
    return int(max(spent) > MOST_SECONDS)


def measure_files(name: str, lines: Iterable[Sequence[str]], look: Callable[[bytes], str]) -> list[float]:
    """Return the seconds of processor that it takes to look at these rows, in each form of a file."""
    rows = list(lines)
    files = {
        "CSV": write_csv(rows),
        "XLSX": write_book(rows),
        "XLSX, a formula": write_book(rows, formula=True),
    }
    return [
        measure(f"{name}, {form}, {len(content) >> 10:,} KB", partial(look, content))
        for form, content in files.items()
    ]


def list_passages() -> Iterator[Sequence[str]]:
    """Yield the headings, and passages of 30 words, sixty of each voice."""
    yield ["title", "source", "stream", "passage"]
    text = [write(WORDS) for _one in range(200)]
    for row in range(MOST_ROWS):
        yield [f"Group {row // EACH}", "focus group", "staff", f"{row} {text[row % len(text)]}"]


def list_ideas() -> Iterator[Sequence[str]]:
    """Yield the headings, and ideas of 30 words."""
    yield ["title", "intent", "theme", "text"]
    text = [write(WORDS) for _one in range(200)]
    for row in range(MOST_ROWS):
        yield [f"Idea {row}", "new", "", f"{row} {text[row % len(text)]}"]


def write_csv(rows: Rows) -> bytes:
    """Return the rows as CSV."""
    file = io.StringIO()
    csv.writer(file).writerows(rows)
    return file.getvalue().encode()


def write_book(rows: Rows, *, formula: bool = False) -> bytes:
    """Return the rows as a workbook, on demand with a formula in the last one."""
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if formula:
            sheet.write_formula(len(rows) - 1, 3, "=1+1")
    return file.getvalue()


def send(client: Client, address: str, said: Mapping[str, str], content: bytes) -> str:
    """Send a file, look at what follows, and return what came of it."""
    cache.clear()
    sent = {**said, "file": SimpleUploadedFile("table", content), "csrfmiddlewaretoken": CSRF}
    answer = client.post(address, sent)
    if answer.status_code != 303:
        return f"{answer.status_code}"
    return f"shown, {client.get(answer['Location']).status_code}"


def press(client: Client, address: str) -> str:
    """Let the file that was looked through be brought in, look at what follows; return what came of it."""
    key = SentFile.objects.get().key
    answer = client.post(f"{address}check/", {"key": str(key), "csrfmiddlewaretoken": CSRF})
    return f"{answer.status_code}, shown, {client.get(address).status_code}"


def measure(name: str, work: Callable[[], str]) -> float:
    """Print what it cost; return the seconds of processor."""
    before, start = read_processor(), time.perf_counter()
    said = work()
    seconds, busy = time.perf_counter() - start, read_processor() - before
    print(f"{name}: {said}; {seconds:.1f} s by the clock, {busy:.1f} s of processor")
    return busy


def read_processor() -> float:
    """Return the seconds of processor so far, of this process and of those that it has started."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in spent)


if __name__ == "__main__":
    sys.exit(main())
