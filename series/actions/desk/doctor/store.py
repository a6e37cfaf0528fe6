"""Examination of the object store: what the site writes there, nobody else reads (decision 160)."""

import secrets
from contextlib import suppress
from itertools import chain

from django.conf import settings
from django.core.files.storage import default_storage

from chamber.media_store.states import StoreAwayError
from series.models import Attachment, Picture

from .line import error, warning, well

NAME = "对象存储"
OPEN = (
    "{} 里的文件不用密钥就能读到，没有发布和已经撤下的也能：请到存储服务那里把存储桶改为私有，"
    "去掉公开读的策略"
)


def object_store():
    """Write an object, read it as the site and as anybody, and delete it."""
    if not settings.S3:
        return
    name = f"checks/{secrets.token_hex(8)}.txt"
    try:
        yield from _examined(name)
    except (StoreAwayError, FileNotFoundError) as problem:
        yield error(NAME, f"{problem}，请核对 CHAMBER_S3 和密钥的权限，并检查存储服务")
    finally:
        with suppress(StoreAwayError):
            default_storage.delete(name)


def _examined(name):
    data = secrets.token_bytes(64)
    default_storage.write_whole(name, data)
    place = default_storage.place
    if b"".join(default_storage.pieces(name)) != data:
        yield error(NAME, f"从 {place} 读回来的与写进去的不同，请检查存储服务")
    if default_storage.is_open_to_all(name):
        yield error(NAME, OPEN.format(place))
        return
    default_storage.delete(name)
    if default_storage.exists(name):
        yield error(NAME, f"从 {place} 删去的文件还在，请核对密钥的权限")
    elif default_storage.keeps_versions():
        yield warning(
            NAME, f"{place} 保留历史版本，在网站上删去的文件那里还有，请关闭版本控制或定期清理"
        )
    else:
        yield well(NAME, f"{place} 可读可写可删，别人读不到")
    yield from _left_in_the_folder()


def _left_in_the_folder():
    """Look for media that were not copied from the folder."""
    named = (model.objects.values_list("file", flat=True) for model in (Picture, Attachment))
    if lost := default_storage.lost(chain.from_iterable(named)):
        yield error(
            NAME,
            f"数据库提到的 {len(lost)} 个文件不在{default_storage.place} 里（{min(lost)} 等），"
            "请运行 manage.py copy_media --commit 从图片文件夹抄去，或从备份恢复",
        )
