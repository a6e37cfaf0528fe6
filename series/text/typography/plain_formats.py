"""Text for formats that cannot hold every character: XML and iCalendar."""

import re

# What XML 1.0 cannot hold, not even escaped.
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Control characters, halves of pairs and what is no character at all.
NOT_CALENDAR = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
NOT_A_FILE_NAME = re.compile(r'[\\/:*?"<>|%\x00-\x1f\x7f-\x9f]+')
LONGEST_FILE_NAME = 60


def xml_text(text: str) -> str:
    return NOT_XML.sub("", text)


def calendar_text(text: str) -> str:
    """Return the text as an iCalendar TEXT.
    Tabs become spaces and every line end becomes \\n."""
    return NOT_CALENDAR.sub("", LINE_END.sub("\n", text).replace("\t", " "))


def calendar_line(text: str) -> str:
    """Return the text as an iCalendar TEXT on one line."""
    return " ".join(calendar_text(text).split("\n")).strip()


def file_name(text: str, *, extension: str) -> str:
    """Return a file name that every system accepts, such as 常商论坛.ics."""
    tidy = NOT_A_FILE_NAME.sub(" ", calendar_line(text))
    return f"{' '.join(tidy.split())[:LONGEST_FILE_NAME].strip(' .') or '文件'}.{extension}"
