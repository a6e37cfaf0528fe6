"""`manage.py make_renditions`: what is missing is made, what fails is named."""

import io

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from series.actions.media import renditions
from series.actions.media.pictures import store_picture
from series.models import Picture
from tests.helpers.samples.photographs import drawn, saved

pytestmark = pytest.mark.django_db


def run(*options):
    out, err = io.StringIO(), io.StringIO()
    fault = ""
    try:
        call_command("make_renditions", *options, stdout=out, stderr=err)
    except CommandError as error:
        fault = str(error)
    return out.getvalue().strip(), err.getvalue().strip(), fault


@pytest.fixture
def pictures():
    return [store_picture(saved(drawn(60 + n, 40), "PNG"), alt=f"第{n}张") for n in range(3)]


def test_it_makes_what_is_missing_and_all_only_when_asked(pictures):
    assert run() == ("已做好 3 张图片", "", "")
    assert run() == ("没有需要制作的图片", "", "")
    assert run("--all") == ("已做好 3 张图片", "", "")


def test_it_names_what_failed_and_goes_on(pictures):
    default_storage.delete(pictures[1].file.name)
    out, err, fault = run()
    assert out == "已做好 2 张图片"
    assert f"图片 {pictures[1].pk}（第1张）：原图文件不在" in err
    assert fault == "有 1 张图片没有做成，见上；其余不受影响"
    assert list(Picture.objects.filter(rendered_at=None)) == [pictures[1]]


def test_it_goes_on_where_it_was_stopped(pictures):
    stopped = renditions.make_missing()
    next(stopped)
    stopped.close()
    assert renditions.missing().count() == 2
    assert run() == ("已做好 2 张图片", "", "")


def test_a_second_run_at_the_same_time_says_so(pictures):
    first = renditions.make_missing()
    next(first)
    assert run()[2] == "另一个程序正在制作图片的各种尺寸，请稍后再运行"
    first.close()
    assert run()[0] == "已做好 2 张图片"
