"""Writing of files that are complete or do not exist."""

import os
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage


def write_whole(name, data):
    """Write the stored file `name` in one step.
    It is on the disk before this returns.

    Where that fails (a full disk), no file is left and OSError is raised.
    """
    path = Path(default_storage.path(name))
    path.parent.mkdir(
        mode=settings.FILE_UPLOAD_DIRECTORY_PERMISSIONS or 0o750, parents=True, exist_ok=True
    )
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(settings.FILE_UPLOAD_PERMISSIONS or 0o640)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
