"""Reading calendar files without the package that wrote them: the lines themselves by RFC 5545,
and vobject, a parser of its own."""

import re
from dataclasses import dataclass

import vobject

LINE = re.compile(r"[A-Z0-9-]+(?:;[A-Z-]+=(?:\"[^\"]*\"|[^\";:,]*))*:.*", re.S)
CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
BARE = re.compile(r"(?<!\\)(?:\\\\)*\\(?![\\;,nN])")
TEXTS = ("SUMMARY", "DESCRIPTION", "LOCATION")


@dataclass
class File:
    """`lines` are unfolded; `calendar` is vobject's tree."""

    lines: list
    calendar: object

    @property
    def events(self):
        return self.calendar.contents.get("vevent", [])

    def values(self, name):
        """The raw values of every property of this name, in order."""
        pairs = (line.partition(":") for line in self.lines)
        return [value for head, _, value in pairs if head.split(";")[0] == name]

    def one(self):
        (event,) = self.events
        return event


def parse(content):
    """The File of these bytes, which must be a valid calendar."""
    assert faults(content) == []
    text = content.decode()
    lines = text.replace("\r\n ", "").split("\r\n")[:-1]
    return File(lines, vobject.readOne(text))


def faults(content):
    """What RFC 5545 forbids in these bytes."""
    found = [] if content.endswith(b"END:VCALENDAR\r\n") else ["does not end with its END"]
    rows = content.split(b"\r\n")[:-1]
    found += [f"{len(row)} octets: {row!r}" for row in rows if len(row) > 75]
    found += [f"a line end of another kind: {row!r}" for row in rows if re.search(rb"[\r\n]", row)]
    for row in rows:
        try:
            row.decode()
        except UnicodeDecodeError:
            found.append(f"a character is cut: {row!r}")
    text = content.decode("utf-8", "replace")
    for line in text.replace("\r\n ", "").split("\r\n")[:-1]:
        found += _faults_of_a_line(line)
    return found + list(_structure(text.replace("\r\n ", "")))


def _faults_of_a_line(line):
    if not LINE.fullmatch(line):
        yield f"no content line: {line!r}"
    if CONTROL.search(line):
        yield f"a control character: {line!r}"
    head, _, value = line.partition(":")
    if head in TEXTS:
        if BARE.search(value):
            yield f"an escape that is none: {line!r}"
        if re.search(r"(?<!\\)[;,]", value.replace("\\\\", "")):
            yield f"not escaped: {line!r}"


def _structure(text):
    """What each part must hold once."""
    if not re.search("BEGIN:(VEVENT|VTIMEZONE)", text):
        yield "no component"
    for part in re.findall("BEGIN:VEVENT\r\n(.*?)END:VEVENT\r\n", text, re.S):
        for name in ("UID", "DTSTAMP", "DTSTART", "SEQUENCE", "SUMMARY", "LAST-MODIFIED"):
            if len(re.findall(f"^{name}[;:]", part, re.M)) != 1:
                yield f"{name} not once"
    for zone in set(re.findall("TZID=([^:;]+)", text)):
        if f"BEGIN:VTIMEZONE\r\nTZID:{zone}\r\n" not in text:
            yield f"no VTIMEZONE {zone}"
