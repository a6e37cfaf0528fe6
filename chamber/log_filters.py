"""Filters of the log.
What is no fault of the program is one line, without a traceback."""

import logging

from .outages import outage_of

SECURITY = "django.security."  # Django's loggers for requests that it refuses by themselves


class OneLine(logging.Filter):
    """Take the traceback from lines about outages and about refused requests.

    A scanner that sends wrong Host headers, or a stopped database, filled the log with a dozen
    lines a request. Decision 105."""

    def filter(self, record):
        if record.exc_info:
            outage = outage_of(record.exc_info[1])
            if outage or record.name.startswith(SECURITY):
                message = record.getMessage()
                if outage:
                    message = f"{message} ({outage.name}: {record.exc_info[1]})"
                record.msg, record.args = " ".join(message.split()), None
                record.exc_info = record.exc_text = None
        return True
