"""Audio, video, old office files and .ofd: what the bytes are decides, and nothing in them runs."""

import pytest

from series.actions.errors import EditorialError
from series.actions.media.attachments import checked_file
from tests.helpers.samples.packages import COMPOUND, PROGRAM, docx, zipped
from tests.helpers.samples.recordings import FRAME, PLACE, box, mp3, mp4, mp4_with_place


def stream(name):
    return name.encode("utf-16-le")


def old(name, more=b""):
    return COMPOUND + bytes(504) + stream(name) + more


def ofd(**parts):
    return zipped({"OFD.xml": "<OFD/>", "Doc_0/Document.xml": "<Document/>", **parts})


GOOD = {
    "a.mp3": mp3(),
    "tagged.mp3": mp3(tag=b"TIT2" + bytes(300)),
    "a.mp4": mp4(),
    "with box.mp4": mp4(behind=box(b"free", bytes(9))),
    "a.doc": old("WordDocument"),
    "a.xls": old("Workbook"),
    "older.xls": old("Book"),
    "a.ppt": old("PowerPoint Document"),
    "a.ofd": ofd(),
}
HOSTILE = {
    "program.mp3": PROGRAM,
    "one frame.mp3": FRAME + b"<script>" * 200,
    "page.mp3": b"ID3\x04\0\0\0\0\0\x02ab<html><script>alert(1)</script>",
    "reserved.mp3": b"\xff\xfb\xf0\x00" + bytes(900),
    "program.mp4": PROGRAM,
    "page behind.mp4": mp4(behind=b"<html><script>alert(1)</script>"),
    "cut off.mp4": mp4()[:-100],
    "no film.mp4": box(b"ftyp", b"isom"),
    "strange box.mp4": mp4(behind=box(b"evil", b"x")),
    "sheet.doc": old("Workbook"),
    "installer.doc": COMPOUND + bytes(600),
    "macro.doc": old("WordDocument", stream("_VBA_PROJECT")),
    "password.xls": old("Workbook", stream("EncryptedPackage")),
    "program.ppt": old("PowerPoint Document", stream("Ole10Native")),
    "field.doc": old("WordDocument", b'\x13 DDEAUTO c:\\windows\\cmd.exe "/k calc"'),
    "wide field.doc": old("WordDocument", "\x13 DDE excel".encode("utf-16-le")),
    "new.doc": docx(),
    "no ofd.ofd": zipped({"a.xml": "<a/>"}),
    "program.ofd": ofd(**{"Doc_0/Attachs/a.exe": PROGRAM}),
    "disguised.ofd": ofd(**{"Doc_0/Res/a.png": PROGRAM}),
    "macro.ofd": ofd(**{"Doc_0/a.bin": COMPOUND}),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_is_stored_as_it_is(name):
    assert checked_file(GOOD[name], name.rpartition(".")[2]) == GOOD[name]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused(name):
    with pytest.raises(EditorialError):
        checked_file(HOSTILE[name], name.rpartition(".")[2])


@pytest.mark.parametrize("data", [mp4_with_place(), mp4(inside=box(b"udta", box(b"loci", PLACE)))])
def test_the_place_of_a_video_is_taken_out(data):
    assert PLACE in data
    tidy = checked_file(data, "mp4")
    assert PLACE not in tidy
    assert len(tidy) == len(data)
    assert checked_file(tidy, "mp4") == tidy


def test_a_recording_has_a_limit_of_its_own(settings):
    settings.RECORDING_MB = 1
    large = mp3(frames=3000)
    with pytest.raises(EditorialError, match="超过 1 MB"):
        checked_file(large, "mp3")
    settings.RECORDING_MB = 2
    assert checked_file(large, "mp3") == large
