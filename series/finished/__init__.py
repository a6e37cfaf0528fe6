"""Texts of pages, finished at publication and kept with the live row.

Decision 139.

Below the actions, so that publication and page use the same rules; without requests.
"""
