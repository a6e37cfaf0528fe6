"""二维码 of an address as an SVG path.
Each run of dark modules is one stroke."""

from functools import lru_cache
from itertools import groupby

import segno

QUIET = 4  # modules around the code that stay light (ISO/IEC 18004)


@lru_cache(maxsize=4096)
def qr_path(address: str) -> tuple[int, str]:
    """Return the QR code of an address of a page as `draw_qr` does.
    It is kept in memory."""
    return draw_qr(address)


def draw_qr(text: str) -> tuple[int, str]:
    """Return (side in modules with the quiet zone, path data) of a QR code.
    It has correction level M: a printed code may lose a sixth of itself."""
    rows = segno.make(text, error="m", micro=False).matrix
    strokes = []
    for y, row in enumerate(rows):
        x = 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                strokes.append(f"M{x + QUIET} {y + QUIET}h{length}")
            x += length
    return len(rows) + 2 * QUIET, "".join(strokes)
