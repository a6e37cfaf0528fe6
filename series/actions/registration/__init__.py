"""Deeds of registration: each takes the lock of its event's settings row. Decision 128.

Order of locks: the audit chain (deeds of the desk), then the settings of the event.
"""
