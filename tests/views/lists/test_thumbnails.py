"""Small pictures in lists: of texts that have one, in their own size, never in elder mode's way."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from series.actions.media.pictures import store_picture
from series.actions.media.renditions import render
from tests.helpers.reading import archived, read
from tests.helpers.samples.photographs import drawn, saved

pytestmark = pytest.mark.django_db
THUMBNAIL = re.compile(r'<picture class="thumb">.*?</picture>', re.DOTALL)
SOURCES = re.compile(r'(?:srcset|src)="([^"]+)"')


def shown(headline, *, side=900, is_rendered=True, **how):
    picture = store_picture(saved(drawn(side, side * 2 // 3), "JPEG"))
    if is_rendered:
        render(picture)
    image = f'<p>正文。<img src="{picture.get_absolute_url()}" alt="现场"></p>'
    return archived(headline=headline, body=image, **how)


def test_a_text_with_a_picture_has_a_small_one_that_readers_may_see(client, column):
    shown("有图的文章")
    archived(headline="没有图的文章")
    shown("图还没有缩小的文章", side=902, is_rendered=False)
    shown("图太小的文章", side=320)
    for path in ("/articles/", f"/columns/{column.pk}/", "/archive/2023/11/"):
        text = read(client, path)
        (thumbnail,) = THUMBNAIL.findall(text)
        assert 'width="480" height="270" alt="" loading="lazy"' in thumbnail
        before = text[: text.index(thumbnail)]
        assert before.rindex("有图的文章") > before.rfind("没有图的文章")
    for address in SOURCES.findall(thumbnail):
        assert client.get(address).status_code == 200


def test_lists_ask_once_for_all_their_pictures(client, column):
    def asked():
        with CaptureQueriesContext(connection) as found:
            read(client, "/articles/")
        return len(found)

    shown("第一篇")
    few = asked()
    shown("第二篇", side=906)
    shown("第三篇", side=909)
    assert asked() == few
