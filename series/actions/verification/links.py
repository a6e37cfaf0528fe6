"""The check that share links and their ends are the audit's (decision 108)."""

from datetime import timedelta

from .faults import Fault

SHARED, REVOKED = "分享草稿", "撤销分享"
CLOSE = timedelta(minutes=1)


def link_faults(entry, links, lines):
    """Yield a fault for each share link that its audit lines tell otherwise."""
    made = {line.detail.get("link"): line for line in lines if line.verb == SHARED}
    revoked = {line.detail.get("link"): line.at for line in lines if line.verb == REVOKED}
    for link in links:
        if wrong := _difference(link, made.get(link.pk), revoked.get(link.pk)):
            yield Fault("分享链接", link.pk, wrong, entry.pk)


def _difference(link, line, revoked_at):
    if line is None:
        return "没有相符的审计记录，是伪造的"
    if (line.digest, line.actor_id) != (link.revision.digest, link.created_by_id):
        return "分享的版本或分享人与审计记录不符"
    if abs(line.at + timedelta(days=line.detail["days"]) - link.expires_at) > CLOSE:
        return "到期时间与审计记录不符"
    if (link.revoked_at is None) != (revoked_at is None):
        return "按审计记录已撤销，现在又有效" if revoked_at else "撤销没有审计记录"
    return ""
