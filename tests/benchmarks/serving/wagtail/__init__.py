"""Our pages against a page of Wagtail, in an environment of its own."""
