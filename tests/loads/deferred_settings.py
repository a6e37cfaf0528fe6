"""The site's settings for a control: a writer of SQLite takes its lock late, and waits for nobody."""

from chamber.settings import *  # noqa: F403
from chamber.settings import DATABASES

DATABASES["default"]["OPTIONS"] = {
    **DATABASES["default"]["OPTIONS"],
    "transaction_mode": "DEFERRED",
    "timeout": 0,
}
