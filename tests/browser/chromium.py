"""The browser of the tests: the machine's own Chromium, never one that is downloaded."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    # One process less to talk to: a fifteenth of what pages cost.
    "--in-process-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Scripts run once on each page: to compile them for speed took a fifth of what pages cost. What was
    # compiled for one page is kept for the next: a sixth of a look.
    "--js-flags=--no-opt --no-maglev --no-flush-bytecode --no-isolate-script-cache-ageing",
)
PHONE, NARROW, DESK = 390, 320, 1280
HEIGHTS = {NARROW: 640, PHONE: 844, DESK: 900}


def find_chromium() -> str:
    """Return the path of Chromium; fails where there is none, since without it nothing has been tested.

    The shell opens a window for a fifth of the work of the whole browser, and shows pages the same way.
    """
    path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if path is None:
        raise RuntimeError("The browser tests need Chromium: apt-get install chromium-headless-shell")
    return path


@contextmanager
def run_chromium() -> Iterator[Browser]:
    """Run one Chromium until the block ends."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()
