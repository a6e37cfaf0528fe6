from tests.helpers.pages import site, work

__all__ = ["site", "work"]
