from .plain import Query, matching, read_query

__all__ = ["Query", "matching", "read_query"]
