"""The site's own settings on data that each test process throws away.

Only the surroundings differ from production: an empty folder, no key, a fast password hash.
The database options stay, so that WAL, BEGIN IMMEDIATE and durability are what is tested.
"""

import atexit
import os
import shutil
import tempfile

FOLDER = tempfile.mkdtemp(prefix="chamber-tests-")
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
for name in [name for name in os.environ if name.startswith(("CHAMBER_", "SITE_"))]:
    del os.environ[name]
os.environ["CHAMBER_DATA"] = FOLDER
os.mkdir(f"{FOLDER}/static")  # whitenoise warns when there is none

from chamber.settings import *  # noqa: E402, F403
from chamber.settings import DATABASES, MIDDLEWARE  # noqa: E402

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": f"{FOLDER}/test.sqlite3"}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Tests that want a request to notice what is due add it themselves.
MIDDLEWARE.remove("series.middleware.due.PublishDue")
