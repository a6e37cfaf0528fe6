"""The choice of a QR code's mask, by whole numbers of all modules.

The standard (ISO/IEC 18004, 7.8.3) asks for the mask of eight with the lowest penalty. segno
weighs each module in a loop, nearly all of its time. Here a symbol is one number, row after row
with four light modules between, and a shift lays it beside itself. Codes that differ in their
mask alone differ in the same modules whatever they say, so seven of eight are never drawn.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

import segno

MASKS = range(8)
BETWEEN = 4  # light modules after a row: as many as the search for finder patterns looks at
WITH_VERSION = 7  # the first version that tells its number
LENGTHS, MOST_KNOWN = 64, 64  # lengths of texts, and differences that are kept of each
# Without small letters a text may be written as digits or capitals, in another mode of fewer bits.
IN_BYTES = re.compile(r"[\x20-\x7e]*[a-z][\x20-\x7e]*")


@dataclass(frozen=True)
class Symbols:
    """What the codes of one version and level share.

    Pairs are numbers along rows and along columns."""

    size: int
    changes: tuple[tuple[int, int], ...]  # by mask, from the code with mask 0
    weighed: tuple[int, int]  # modules that count: all but format and version
    pairs: int  # places of a module with a right neighbour
    blocks: int  # places of a module with three neighbours right and below
    patterns: int  # places where seven modules follow in the row


def best_code(text: str) -> tuple[int, int]:
    """Return (size, all modules as a number) of a text's QR code."""
    drawn = _codes_of(len(text)).draw(text) if IN_BYTES.fullmatch(text) else _draw(text)
    symbols, plain = drawn
    best = min(MASKS, key=lambda mask: _penalty(plain, symbols, mask))
    return symbols.size, plain[0] ^ symbols.changes[best][0]


def _draw(text):
    """Return what codes of its kind share, and its modules with mask 0."""
    code = segno.make(text, error="m", micro=False, mask=0)
    return _symbols(code.version, code.error), _both(code.matrix)


@dataclass
class _Codes:
    """What is known of the codes of all texts of one length.

    `first` is (bits, symbols, modules) of the first one. `known` are differences from it, (bits,
    modules), by the highest of their bits."""

    first: tuple | None = None
    known: dict[int, tuple] = field(default_factory=dict)

    def draw(self, text):
        """Return the same as `_draw`, put together from codes that were drawn before."""
        bits = int.from_bytes(text.encode("ascii"))
        if self.first is None:
            self.first = bits, *_draw(text)
        begun, symbols, plain = self.first
        left, modules = bits ^ begun, plain
        while left and (step := self.known.get(left.bit_length())):
            left, modules = left ^ step[0], _sum(modules, step[1])
        if not left:
            return symbols, modules
        drawn = _draw(text)
        if len(self.known) < MOST_KNOWN:
            self.known[left.bit_length()] = left, _sum(modules, drawn[1])
        return drawn


@lru_cache(maxsize=LENGTHS)
def _codes_of(length):
    return _Codes()


def _sum(one, other):
    return one[0] ^ other[0], one[1] ^ other[1]


def bits_of_row(modules: int, size: int, row: int) -> str:
    """Return a row of modules as 0 and 1."""
    return f"{modules >> row * (size + BETWEEN) & (1 << size) - 1:0{size}b}"[::-1]


@lru_cache(maxsize=32)
def _symbols(version, error):
    def drawn(mask):
        told = {"version": version, "error": error, "mask": mask}
        return segno.make("1", **told, micro=False, boost_error=False).matrix

    first = drawn(0)
    size, plain = len(first), _both(first)
    changes = [tuple(a ^ b for a, b in zip(plain, _both(drawn(k)), strict=True)) for k in MASKS]
    return Symbols(
        size,
        tuple(changes),
        _both(_weighed(size, version)),
        _filled(size, rows=size, columns=size - 1),
        _filled(size, rows=size - 1, columns=size - 1),
        _filled(size, rows=size, columns=size - 6),
    )


def _weighed(size, version):
    """Return rows with 0 where format and version stand.

    They are light while masks are weighed."""
    rows = [bytearray([1]) * size for _ in range(size)]
    for at in (*range(6), 7, 8, *range(size - 8, size)):
        rows[8][at] = rows[at][8] = 0
    if version >= WITH_VERSION:
        for at in range(6):
            for place in range(size - 11, size - 8):
                rows[at][place] = rows[place][at] = 0
    return rows


def _filled(size, *, rows, columns):
    return sum((1 << columns) - 1 << row * (size + BETWEEN) for row in range(rows))


def _both(matrix):
    """Return the modules of a matrix as numbers: row after row, and column after column."""
    return _number(matrix), _number(map(bytes, zip(*matrix, strict=True)))


def _number(rows):
    digits = (bytes(row).translate(DIGITS)[::-1].decode() for row in reversed(list(rows)))
    return int(("0" * BETWEEN).join(digits), 2)


DIGITS = bytes([48, 49]) + bytes(254)


def _penalty(plain, symbols, mask):
    along, down = (
        (number ^ change) & weighed
        for number, change, weighed in zip(
            plain, symbols.changes[mask], symbols.weighed, strict=True
        )
    )
    share = float(along.bit_count()) / symbols.size**2
    return (
        _runs(along, symbols)
        + _runs(down, symbols)
        + _blocks(along, symbols)
        + _patterns(along, symbols)
        + _patterns(down, symbols)
        + 10 * int(abs(share * 100 - 50) / 5)
    )


def _runs(bits, symbols):
    """Return the penalty of each five or more modules of one colour in a row.

    It is their number less two."""
    same = ~(bits ^ bits >> 1) & symbols.pairs
    fours = same & same >> 1
    fours &= fours >> 2  # as many of a run as it is longer than four
    begins = fours & ~(fours << 1)
    return fours.bit_count() + 2 * begins.bit_count()


def _blocks(bits, symbols):
    """Return the penalty of squares of two by two of one colour: 3 for each."""
    stride = symbols.size + BETWEEN
    same = ~(bits ^ bits >> 1) & symbols.pairs
    return 3 * (same & same >> stride & ~(bits ^ bits >> stride) & symbols.blocks).bit_count()


def _patterns(bits, symbols):
    """Return the penalty of what looks like a finder pattern beside four light modules.

    Each costs 40. They are read from the left, and one that shares modules with the one before it is none."""
    at = bits & bits >> 2 & bits >> 3 & bits >> 4 & bits >> 6 & symbols.patterns
    at &= ~(bits >> 1 | bits >> 5)
    light = ~(bits | bits >> 1)
    light &= light >> 2  # places at which four light modules begin
    at &= light << BETWEEN | (1 << BETWEEN) - 1 | light >> 7
    found = 0
    while at:
        first = at & -at
        at &= ~(first * 127)
        found += 1
    return 40 * found
