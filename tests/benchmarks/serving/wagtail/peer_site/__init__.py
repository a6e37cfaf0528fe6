"""The smallest honest site of Wagtail: run by its own Python, never imported by ours."""
