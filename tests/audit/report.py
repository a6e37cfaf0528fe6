"""What a tool found, and how it is printed."""

from dataclasses import dataclass, field
from unicodedata import east_asian_width


@dataclass(frozen=True, order=True)
class Finding:
    """One thing to repair: where it is, which rule it breaks, what exactly."""

    page: str
    rule: str
    what: str = ""

    def __str__(self):
        return f"{self.page}  {self.rule}{'：' + self.what if self.what else ''}"


@dataclass
class Outcome:
    """One tool's table, its findings (each fails the audit) and its remarks (which do not)."""

    title: str
    head: tuple = ()
    rows: list = field(default_factory=list)
    findings: list = field(default_factory=list)
    remarks: list = field(default_factory=list)

    def lines(self):
        """The table, then what was found, as it is printed."""
        verdict = f"{len(self.findings)} 处不合格" if self.findings else "通过"
        yield f"\n── {self.title}：{verdict} ──"
        yield from table(self.head, self.rows)
        yield from (f"✗ {finding}" for finding in sorted(self.findings))
        yield from (f"· {remark}" for remark in self.remarks)


def table(head, rows):
    """Lines of a table whose columns stand under each other, also in Chinese."""
    cells = [[str(cell) for cell in row] for row in [head, *rows] if row]
    if not cells:
        return
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        padded = (cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True))
        yield "  ".join(padded).rstrip()


def width(text):
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
