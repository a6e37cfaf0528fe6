"""Addresses that a calendar program opens."""

from django import template

register = template.Library()


@register.filter
def webcal(address):
    """Return the address with the scheme that opens a calendar program.
    Webcal://…"""
    return f"webcal:{address.partition(':')[2]}"
