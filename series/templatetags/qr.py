from django import template

from series.text.outputs.qr import modules

register = template.Library()


@register.inclusion_tag("series/_qr.html")
def qr(address):
    side, path = modules(address)
    return {"side": side, "path": path, "address": address}
