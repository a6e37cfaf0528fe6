"""A .zip of members that were packed before.

Each has one day instead of a clock (decision 171). The records are those that Python's own writer gives (APPNOTE 4.3.7, 4.3.12, 4.3.16), without
extra fields and comments.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

LOCAL, LOCAL_SIGN = struct.Struct("<4s5H3I2H"), b"PK\3\4"
CENTRAL, CENTRAL_SIGN = struct.Struct("<4s2B5H3I5H2I"), b"PK\1\2"
END, END_SIGN = struct.Struct("<4s4H2IH"), b"PK\5\6"
LENGTHS, LENGTHS_AT = struct.Struct("<2H"), 26  # of name and extra field in a local record
VERSION, UNIX, DEFLATED, MODE = 20, 3, zipfile.ZIP_DEFLATED, 0o600 << 16
DAY = (2000 - 1980) << 9 | 1 << 5 | 1  # 2000-01-01; the time 0 is midnight


@dataclass(frozen=True)
class Member:
    """One member: its name, and its bytes as they are packed."""

    name: str
    crc: int
    size: int
    packed: bytes


def pack(name: str, data: bytes) -> Member:
    """Return a member with these bytes, packed as Python's own writer packs them."""
    packer = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Member(name, zlib.crc32(data), len(data), packer.compress(data) + packer.flush())


def members_of(data: bytes) -> list[Member]:
    """Return the members of an archive as they are packed in it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [_member(info, data) for info in archive.infolist()]


def _member(info, data):
    lengths = LENGTHS.unpack_from(data, info.header_offset + LENGTHS_AT)
    begin = info.header_offset + LOCAL.size + sum(lengths)
    return Member(info.filename, info.CRC, info.file_size, data[begin : begin + info.compress_size])


def archive_of(members: Iterable[Member]) -> bytes:
    """Return the archive of members with ASCII names, in their order."""
    pieces, central, at = [], [], 0
    for member in members:
        name = member.name.encode("ascii")
        sizes = member.crc, len(member.packed), member.size
        about = 0, DEFLATED, 0, DAY, *sizes, len(name), 0
        local = LOCAL.pack(LOCAL_SIGN, VERSION, *about) + name
        version = CENTRAL_SIGN, VERSION, UNIX, VERSION
        central.append(CENTRAL.pack(*version, *about, 0, 0, 0, MODE, at) + name)
        pieces += local, member.packed
        at += len(local) + len(member.packed)
    count, size = len(central), sum(map(len, central))
    end = END.pack(END_SIGN, 0, 0, count, count, size, at, 0)
    return b"".join([*pieces, *central, end])
