"""The whole public site as files that any web server serves (decision 140)."""


class MirrorError(Exception):
    """A refusal to write a mirror; the message is the operator's sentence."""
