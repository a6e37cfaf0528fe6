from series.models import AuditLine


def record(verb, *, by, channel="desk", entry=None, digest="", **detail):
    """Append one audit line in the caller's transaction. `verb` is Chinese, as it is read."""
    return AuditLine.objects.create(
        verb=verb, actor=by, channel=channel, entry=entry, digest=digest, detail=detail
    )
