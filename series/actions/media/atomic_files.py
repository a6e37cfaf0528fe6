"""Writing of files that are complete or do not exist."""

from django.core.files.storage import default_storage

from chamber.media_store.states import StoreAwayError
from series.actions.errors import EditorialError

DISK = "{}没有存入：服务器的磁盘写不进去（可能已满），请联系管理员后再上传"
STORE = "{}没有存入：存放图片和附件的对象存储暂时连不上，请稍后再上传；一直如此请联系管理员"


def write_whole(name, data):
    """Write the stored file `name` in one step.
    It is on the disk, or in the object store, before this returns.

    Where that fails, no file is left and OSError or StoreAwayError is raised.
    """
    default_storage.write_whole(name, data)


def write_upload(name, data, *, what):
    """Write the file of an upload in one step. Raises EditorialError; then there is none."""
    try:
        write_whole(name, data)
    except OSError as error:
        raise EditorialError(DISK.format(what)) from error
    except StoreAwayError as error:
        raise EditorialError(STORE.format(what)) from error
