class EditorialError(Exception):
    """A refusal by an editorial rule; the message is the sentence that the editor reads."""


class StaleError(EditorialError):
    """A refusal because somebody else saved in between; nothing was written."""


class BackupError(Exception):
    """A refusal to back up, restore, export or import; the message is the operator's sentence."""
