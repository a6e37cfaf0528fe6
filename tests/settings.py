"""The site's own settings on data that each test process throws away.

Only the surroundings differ from production: an empty folder, no key, a fast password hash.
The database options stay, so that WAL, BEGIN IMMEDIATE and durability are what is tested.
"""

import atexit
import os
import pathlib
import shutil
import tempfile

from cryptography.fernet import Fernet

MEMORY, ENOUGH = "/dev/shm", 4 << 30  # bytes


def parent_of_data():
    """A file system in memory where there is plenty of it, else None: a commit waits for no disk."""
    is_plenty = os.path.isdir(MEMORY) and shutil.disk_usage(MEMORY).free > ENOUGH
    return MEMORY if is_plenty and os.access(MEMORY, os.W_OK) else None


FOLDER = tempfile.mkdtemp(prefix="chamber-tests-", dir=parent_of_data())
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
for name in [name for name in os.environ if name.startswith(("CHAMBER_", "SITE_"))]:
    del os.environ[name]
os.environ["CHAMBER_DATA"] = FOLDER
os.environ["CHAMBER_PERSONAL_KEY"] = Fernet.generate_key().decode()
# The dictionaries are made once for all test processes, not for each (ten seconds).
shared = pathlib.Path(__file__).parents[1] / ".pytest_cache" / "dictionaries"
shared.mkdir(parents=True, exist_ok=True)
os.makedirs(f"{FOLDER}/cache", mode=0o700)
os.symlink(shared, f"{FOLDER}/cache/dictionaries")
os.mkdir(f"{FOLDER}/static")  # whitenoise warns when there is none

from chamber.settings import *  # noqa: E402, F403
from chamber.settings import DATABASES, MIDDLEWARE  # noqa: E402

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": f"{FOLDER}/test.sqlite3"}
DATABASES["default"]["CONN_MAX_AGE"] = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Tests that want a request to notice what is due add it themselves.
MIDDLEWARE.remove("series.middleware.due.PublishDue")
