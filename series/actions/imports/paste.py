"""Taking in what an editor pastes: its text, the pictures that came along, those that did not."""

from dataclasses import asdict

from django.db import transaction

from series.actions.audit.chain import record
from series.actions.errors import EditorialError
from series.actions.media.fetch import fetch
from series.actions.media.picture_bytes import tidy_picture
from series.actions.media.pictures import store_picture
from series.actions.relations.similar import alike
from series.models import Result
from series.models.audit import lock_audit_chain
from series.roles import may
from series.text.clipboard import paste
from series.text.markup import stored_html

MOST_PICTURES = 20


def take_in(html, text, *, by, site=""):
    """Return {html, receipt} for the editor's page: stored markup, and the receipt in plain JSON.
    Pictures inside the text are stored. Raises TextError."""
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
    body = (
        stored_html.clean(stored_html.replace_pictures(pasted.html, urls)) if urls else pasted.html
    )
    receipt = asdict(pasted.receipt)
    receipt["dropped"] = [*receipt["dropped"], *lost]
    return {"html": body, "receipt": receipt}


def similar_to_paste(body, *, by, entry=None):
    """Return [Likeness] of other entries than `entry` that say what was pasted, as far as this
    person may see them."""
    found = alike(stored_html.plain(body), but=entry and entry.pk)
    return [row for row in found if may(by, "view", row.entry)]


def fetch_picture(address, *, alt="", by, entry=None):
    """Return the Picture behind an address that somebody asked to fetch. Each attempt leaves a line
    with the address. Raises EditorialError."""
    try:
        data = fetch(address)
        tidy = tidy_picture(data)
    except EditorialError as error:
        given = {"object": address[:200], "entry": entry, "reason": str(error)}
        record("取回图片", by=by, result=Result.REFUSED, **given)
        raise
    with transaction.atomic():
        lock_audit_chain()
        picture = store_picture(data, tidy=tidy, alt=alt[:200])
        given = {"entry": entry, "picture": picture.pk, "sha256": picture.digest}
        record("取回图片", by=by, object=address[:200], source=address, **given)
    return picture
