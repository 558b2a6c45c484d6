"""What is wrong with a table: each fault by a short name, with the cell where there is one."""

from __future__ import annotations

from dataclasses import dataclass, field

from ideas_platform.lib.table_files.limits import MOST_FAULTS


@dataclass
class Faults:
    """The faults found so far, the first ones by name, and whether there are more."""

    found: list[tuple[str, str, str]] = field(default_factory=list)
    has_more: bool = False

    def add(self, code: str, cell: str = "", words: str = "") -> None:
        """Note a fault: which, in which cell, and a word of the file that belongs to it."""
        if len(self.found) < MOST_FAULTS:
            self.found.append((code, cell, words[:60]))
        else:
            self.has_more = True

    def __bool__(self) -> bool:
        return bool(self.found)
