"""The faults that a verification finds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One wrong row: its table's Chinese name, its id, and what is wrong."""

    table: str
    pk: int
    what: str
    entry: int | None = None

    def __str__(self):
        place = f"（稿件 {self.entry}）" if self.entry and self.table != "稿件" else ""
        return f"{self.table} {self.pk}{place}：{self.what}"
