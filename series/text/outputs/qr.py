"""二维码 of an address as an SVG path.
Each run of dark modules is one stroke."""

import re
from functools import lru_cache

from .qr_mask import best_code, bits_of_row

QUIET = 4  # modules around the code that stay light (ISO/IEC 18004)
DARK = re.compile("1+")


@lru_cache(maxsize=4096)
def qr_path(address: str) -> tuple[int, str]:
    """Return the QR code of an address of a page as `draw_qr` does.
    It is kept in memory."""
    return draw_qr(address)


def draw_qr(text: str) -> tuple[int, str]:
    """Return (side in modules with the quiet zone, path data) of a QR code.
    It has correction level M: a printed code may lose a sixth of itself."""
    size, modules = best_code(text)
    strokes = [
        f"M{run.start() + QUIET} {row + QUIET}h{run.end() - run.start()}"
        for row in range(size)
        for run in DARK.finditer(bits_of_row(modules, size, row))
    ]
    return size + 2 * QUIET, "".join(strokes)
