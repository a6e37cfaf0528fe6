class EditorialError(Exception):
    """A rule of the desk stands against it; the message is the sentence that the editor reads."""


class StaleError(EditorialError):
    """Somebody else saved in between; nothing was written."""
