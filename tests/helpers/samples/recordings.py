"""MP3 and MP4 files made of the smallest parts that their checks look at."""

FRAME = b"\xff\xfb\x90\x00" + bytes(413)  # MPEG 1 layer III, 128 kbit/s, 44,100 Hz
PLACE = b"+31.7700+119.9600/"


def mp3(*, tag=b"", frames=4):
    head = b"ID3\x04\0\0" + bytes([0, 0, len(tag) >> 7, len(tag) & 127]) + tag if tag else b""
    return head + FRAME * frames


def box(kind, content=b""):
    return (len(content) + 8).to_bytes(4, "big") + kind + content


def mp4(*, inside=b"", behind=b""):
    moov = box(b"moov", box(b"mvhd", bytes(100)) + inside)
    return box(b"ftyp", b"isom\0\0\2\0isomiso2") + moov + box(b"mdat", bytes(500)) + behind


def mp4_with_place():
    return mp4(inside=box(b"udta", box(b"\xa9xyz", PLACE)))
