"""The site's settings for a control: a connection is used again without a look at it."""

from chamber.settings import *  # noqa: F403
from chamber.settings import DATABASES

DATABASES["default"]["CONN_HEALTH_CHECKS"] = False
