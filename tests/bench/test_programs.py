"""`python -m bench` runs what is a program, and nothing else lies in its folder."""

import pytest

from bench.__main__ import list_programs
from ideas_platform.settings import BASE_DIR


@pytest.mark.parametrize("name", list_programs())
def test_each_file_beside_lib_is_a_program(name: str) -> None:
    text = (BASE_DIR / "bench" / f"{name}.py").read_text()
    assert '\nif __name__ == "__main__":\n' in text
    assert text.count("\ndef main(") == 1


def test_what_programs_share_is_none() -> None:
    shared = {path.stem for path in (BASE_DIR / "bench" / "lib").glob("*.py")}
    assert shared & set(list_programs()) == set()
