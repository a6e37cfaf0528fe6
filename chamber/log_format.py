"""Forms of a log line: plain, or JSON for programs that collect logs (CHAMBER_LOG=json).

Neither can be split or coloured by what a visitor sends: control, line-ending and bidi characters are
escaped, keys of share links are left out. Decision 111.
"""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime

UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
# Whoever has a share link, a check-in link or a code (registration, invitation, endorsement,
# consultation) can open it. A link to the display's choice holds the page's address with %2F.
SLASH = r"(?:/|%2F)"
KEYED = (
    f"share|registrations|register|endorsements|checkin|wall|certificates|consultations{SLASH}mine"
)
SECRET = re.compile(rf"({SLASH}(?:{KEYED}){SLASH}|\bshare=)(?!%2F)[^/%\s&\"']+", re.I)
FACTS = ("method", "path", "route", "status", "milliseconds")  # of a request's line

# Set for each request by `series.middleware.request_log`; "" outside of one.
request_id: ContextVar[str] = ContextVar("request_id", default="")


def _escaped(text):
    text = SECRET.sub(r"\1…", text)
    return UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


class LineFormatter(logging.Formatter):
    """A plain line; a traceback follows on lines of its own."""

    def formatMessage(self, record):
        return _escaped(super().formatMessage(record))


class JsonFormatter(logging.Formatter):
    """One JSON object a line, a traceback included."""

    def format(self, record):
        facts = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request := request_id.get():
            facts["request"] = request
        facts |= {name: getattr(record, name) for name in FACTS if hasattr(record, name)}
        if record.exc_info:
            facts["traceback"] = self.formatException(record.exc_info)
        return _escaped(json.dumps(facts, ensure_ascii=False, default=str))
