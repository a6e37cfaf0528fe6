"""Where a test writes the site as files, and the styles that are copied into it."""

import pytest

from tests.commands.mirror.mirroring import STYLES


@pytest.fixture(autouse=True)
def styles(settings):
    settings.STATIC_ROOT = STYLES


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "mirror"
