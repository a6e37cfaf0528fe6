"""Styles and scripts that are lost: pages are answered, and the next start brings them back."""

import shutil

import pytest
from django.core.management import CommandError

from chamber import static_storage
from chamber.management.commands import serve
from chamber.static_storage import StaticFiles
from series.actions.desk.readiness import MANIFEST, static_fault

STYLE = "site/base.css"


@pytest.fixture
def folder(settings, tmp_path):
    settings.DATA_DIR, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    return settings.STATIC_ROOT


def use_manifest(settings):
    own = {**settings.STORAGES["staticfiles"], "BACKEND": "chamber.static_storage.StaticFiles"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": own}


@pytest.mark.parametrize("loss", ["all", "manifest", "one"])
def test_what_is_lost_is_collected_again_at_the_next_start(folder, settings, loss):
    use_manifest(settings)
    serve._collect_static()
    state = (folder / MANIFEST).read_text()
    lost = [folder / MANIFEST, *folder.glob("site/base.*.css")]
    if loss == "all":
        shutil.rmtree(folder)
        folder.mkdir()
    else:
        lost[loss == "one"].unlink()
    serve._collect_static()
    assert (folder / MANIFEST).read_text() == state
    assert all(path.exists() for path in lost)


def test_control_the_state_file_alone_says_that_nothing_changed(folder, settings, monkeypatch):
    use_manifest(settings)
    serve._collect_static()
    shutil.rmtree(folder)
    monkeypatch.setattr(serve, "_static_is_whole", lambda: True)
    serve._collect_static()
    assert not folder.exists()


def test_while_they_are_lost_a_page_gets_the_plain_name(folder, settings, caplog):
    use_manifest(settings)
    folder.mkdir()
    static_storage._warn_once.cache_clear()
    storage = StaticFiles(location=folder)
    assert storage.url(STYLE).endswith(f"/{STYLE}")
    assert "styles and scripts are missing" in caplog.text
    assert "请重新启动网站" in static_fault()


def test_a_name_that_nobody_collected_is_no_alarm(folder, settings, caplog):
    """WhiteNoise asks for names without their middle: editor.map beside editor.js.map."""
    use_manifest(settings)
    serve._collect_static()
    static_storage._warn_once.cache_clear()
    storage = StaticFiles(location=folder)
    assert storage.url("site/none.css").endswith("/site/none.css")
    assert storage.url(STYLE) != f"/static/{STYLE}"  # control: what was collected has its digest
    assert caplog.text == ""


def test_a_full_disk_stops_no_site_whose_files_are_there(folder, settings, monkeypatch):
    use_manifest(settings)
    serve._collect_static()
    monkeypatch.setattr(serve, "_static_state", lambda: "another state: a new version")

    def refuse(*args, **options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(serve, "call_command", refuse)
    serve._collect_static()
    shutil.rmtree(folder)
    with pytest.raises(CommandError, match="请清理磁盘后再启动"):
        serve._collect_static()
