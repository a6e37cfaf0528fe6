"""Storing what an editor pastes: its text and its pictures."""

from dataclasses import asdict

from django.db import transaction

from series.actions.audit.chain import record
from series.actions.errors import EditorialError
from series.actions.media.fetch import fetch
from series.actions.media.picture_bytes import tidy_picture
from series.actions.media.pictures import store_picture
from series.actions.media.usage import pictures_for
from series.actions.relations.similar import similar_to_text
from series.models import Result
from series.models.audit import lock_audit_chain
from series.roles import may
from series.text.markup import stored_html

MOST_PICTURES = 20


def take_in(html, text, *, by, site=""):
    """Clean pasted content and store its pictures; return {html, receipt} for the editor's page.

    `html` is stored markup, `receipt` plain JSON. Raises TextError.
    """
    from series.text.clipboard import paste  # the readers of foreign pages: 5 MB, half a second

    pasted = paste.paste(html, text, site=site)
    urls, lost = {}, []
    for number, image in enumerate(pasted.images):
        try:
            if number >= MOST_PICTURES:
                raise EditorialError(f"一次最多带入 {MOST_PICTURES} 幅")
            urls[image.token] = store_picture(image.data, alt=image.alt, by=by).get_absolute_url()
        except EditorialError as error:
            urls[image.token] = ""
            lost.append(f"图片 1 幅没有存入：{error}")
    body, hidden = _without_hidden(_with_pictures(pasted.html, urls), by=by)
    lost += hidden
    receipt = asdict(pasted.receipt)
    for other in receipt["alternatives"]:
        other["html"] = _without_hidden(_with_pictures(other["html"], urls), by=by)[0]
    receipt["dropped"] = [*receipt["dropped"], *lost]
    return {"html": body, "receipt": receipt}


def _with_pictures(html, urls):
    return stored_html.clean(stored_html.replace_pictures(html, urls)) if urls else html


def _without_hidden(html, *, by):
    """Return (markup, sentences) without the pictures of this site that the person may not use."""
    addresses = stored_html.picture_addresses(html)
    known = pictures_for(by).in_text(html)
    hidden = [address for address in addresses if address not in known]
    if not hidden:
        return html, []
    kept = stored_html.map_sources(html, lambda src: "" if src in hidden else src)
    sentence = f"图片 {len(hidden)} 幅没有带入：不在图库里或您无权使用"
    return stored_html.clean(kept), [sentence]


def similar_to_paste(body, *, by, entry=None):
    """Return [Likeness] of the entries that are similar to a pasted text.

    Only entries that this person may see, and without `entry` itself.
    """
    similar = similar_to_text(stored_html.visible_text(body), but=entry and entry.pk)
    return [row for row in similar if may(by, "view", row.entry)]


def fetch_picture(address, *, alt="", by, entry=None):
    """Fetch and store the picture at an address; return the Picture.

    Each attempt leaves an audit line with the address. Raises EditorialError.
    """
    try:
        data = fetch(address)
        tidy = tidy_picture(data)
    except EditorialError as error:
        detail = {"object": address[:200], "entry": entry, "reason": str(error)}
        record("取回图片", by=by, result=Result.REFUSED, **detail)
        raise
    with transaction.atomic():
        lock_audit_chain()
        picture = store_picture(data, tidy=tidy, alt=alt[:200], uploader=by)
        detail = {"entry": entry, "picture": picture.pk, "sha256": picture.digest}
        record("取回图片", by=by, object=address[:200], source=address, **detail)
    return picture
