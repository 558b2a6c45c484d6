"""What a table of 25,000 rows costs until its contents are on the page: other voices, as CSV and as XLSX.

Run: python -m bench.tables. Each is sent as a browser sends it, read, looked through, kept and shown. Told
are seconds by the clock and of processor, of this process and of the program that reads; to reach: 5
seconds each. The last file has a formula in its last row: the whole sheet is looked through for its address,
and the file is refused.
"""

import csv
import io
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
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
from workshops.models import Workshop

MOST_SECONDS = 5.0
EACH = 60
WORDS = 30
Rows = Sequence[Sequence[str]]


def main() -> int:
    """Measure and print; return 1 where one took longer than it may."""
    rows = list(list_passages())
    files = {
        "CSV": write_csv(rows),
        "XLSX": write_book(rows),
        "XLSX, a formula": write_book(rows, formula=True),
    }
    with own_database():
        workshop = Workshop.objects.get(pk=fill_workshop(10, 10, 0))
        colleague = make_group(workshop, 1)[0]
        client = Client(headers={"Host": HOST, "Cookie": colleague.cookie})
        spent = [
            measure(f"{name}, {len(content) >> 10:,} KB", partial(send, client, workshop, content))
            for name, content in files.items()
        ]
    return int(max(spent) > MOST_SECONDS)


def list_passages() -> Iterator[Sequence[str]]:
    """Yield the headings, and passages of 30 words, sixty of each voice."""
    yield ["title", "source", "stream", "passage"]
    text = [write(WORDS) for _one in range(200)]
    for row in range(MOST_ROWS):
        yield [f"Group {row // EACH}", "focus group", "staff", f"{row} {text[row % len(text)]}"]


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


def send(client: Client, workshop: Workshop, content: bytes) -> str:
    """Send a file, look at what follows, and return what came of it."""
    cache.clear()
    address = f"/admin/desk/{workshop.slug}/voices/import/"
    answer = client.post(address, {"file": SimpleUploadedFile("table", content), "csrfmiddlewaretoken": CSRF})
    if answer.status_code != 303:
        return f"{answer.status_code}"
    return f"shown, {client.get(answer['Location']).status_code}"


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
