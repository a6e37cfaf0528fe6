from .errors import EditorialError, StaleError

__all__ = ["EditorialError", "StaleError"]
