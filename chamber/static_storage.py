"""The storage of styles and scripts.
It sends the plain name where the manifest is lost."""

import logging
from functools import cache

from whitenoise.storage import CompressedManifestStaticFilesStorage

logger = logging.getLogger(__name__)


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Hashed names out of the manifest; a page without its style is better than none.

    With an emptied folder every page was a fault page. `serve` collects the files anew at its
    start, and /readyz tells. Decision 105."""

    manifest_strict = False

    def stored_name(self, name):
        try:
            return super().stored_name(name)
        except ValueError:
            # WhiteNoise asks for names that nobody collected: editor.map beside editor.js.map.
            if not self.hashed_files:
                _warn_once()
            return name


@cache
def _warn_once():
    logger.error("styles and scripts are missing in STATIC_ROOT: restart the site, see /readyz")
