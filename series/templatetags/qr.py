from django import template

from series.text.outputs.qr import qr_path

register = template.Library()


@register.inclusion_tag("series/_qr.html")
def qr(address):
    side, path = qr_path(address)
    return {"side": side, "path": path, "address": address}
