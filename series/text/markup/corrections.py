"""更正说明: public notes of corrections, each a line that begins with its day."""

import re
from datetime import date

DATED = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})[\s\u3000:：,，]+(.+)", re.ASCII)
LONGEST, MOST = 300, 20


class CorrectionError(ValueError):
    """An error of a line that is no valid correction.
    Its message is the sentence for the editor."""


def parse_corrections(typed: str, *, today: date) -> list[str]:
    """Return the notes of a field with one note on each line.
    A line is “2026-11-24 text”; without a day it gets `today`. Raises CorrectionError."""
    notes = [_note(line.strip(), today) for line in typed.splitlines() if line.strip()]
    if len(notes) > MOST:
        raise CorrectionError(f"更正说明最多 {MOST} 条，现有 {len(notes)} 条")
    return notes


def _note(line, today):
    match = DATED.fullmatch(line)
    day, text = today, line
    if match:
        try:
            day, text = date(*map(int, match.groups()[:3])), match[4]
        except ValueError as error:
            raise CorrectionError(f"“{line[:30]}”开头的日期有误，请核对") from error
    if day > today:
        raise CorrectionError(f"“{line[:30]}”的日期在将来，请核对")
    if len(text) > LONGEST:
        raise CorrectionError(f"“{line[:30]}…”超过 {LONGEST} 字，请缩短")
    return f"{day.isoformat()} {text}"


def split_correction(note: str) -> tuple[str, str]:
    """Return (“2026-11-24”, text) of a stored note; ("", note) without a day."""
    day, _, text = note.partition(" ")
    return (day, text) if DATED.fullmatch(note) else ("", note)
