"""Show a draft to readers of a share link.
Each opening is counted, nothing is cached."""

from django.db.models import F
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from series.actions.editorial.share_links import (
    EndedLinkError,
    NoSuchLinkError,
    link_of,
    open_link,
    token_of,
)
from series.models import ShareLink, Visibility
from series.previews import Preview, preview_page

from .entry_addresses import GONE, PublicAddress, shows_entries


def share_addresses(withdrawn):
    """Yield the valid share links of the entry.
    By HEAD, because a GET would be counted."""
    entry, now = withdrawn.entry, timezone.now()
    links = ShareLink.objects.filter(entry=entry, revoked_at=None, expires_at__gt=now)
    if entry.visibility != Visibility.WITHDRAWN:
        links = links.filter(revision=F("entry__live"))
    for link in links:
        path = reverse("series:share", args=[token_of(link)])
        yield PublicAddress(f"分享链接 {link.pk}", path, GONE, method="HEAD")


@shows_entries(share_addresses)
@require_safe
@never_cache
def shared(request, token):
    try:
        link = link_of(token) if request.method == "HEAD" else open_link(token)
    except NoSuchLinkError as error:
        raise Http404("没有这条链接，请核对是否复制完整") from error
    except EndedLinkError as error:
        page = render(request, "series/share_ended.html", {"reason": str(error)}, status=410)
        page["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return page
    until = timezone.localtime(link.expires_at).strftime("%Y-%m-%d %H:%M")
    sentence = f"送审稿，未经发布，请勿转发。{link.revision}，链接有效至 {until}。"
    kind, content = link.entry.kind, link.revision.content
    proof = Preview(sentence, token)
    return preview_page(request, kind, content, proof=proof, entry=link.entry)
