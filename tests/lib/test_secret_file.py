"""The secret of local mode."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ideas_platform.lib.secret_file import read_or_make_secret


def test_a_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "new" / "secret_key"
    secret = read_or_make_secret(path)
    assert len(secret) >= 50
    assert read_or_make_secret(path) == secret
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["secret_key"]


def test_who_start_at_once_agree_on_one_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        for place in (tmp_path / f"{number}" / "secret_key" for number in range(50)):
            assert len(set(pool.map(read_or_make_secret, [place] * 8))) == 1
            assert list(place.parent.iterdir()) == [place]
