"""axe-core on the page that is open."""

from pathlib import Path

import axe_playwright_python

SCRIPT = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
# No rule that is on reads the style sheets themselves, so none is fetched again.
ALWAYS = {"iframes": False, "resultTypes": ["violations"], "preload": False}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


def violations(page):
    """[“rule: element”] of what axe finds wrong on the page."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    return _run(page, {})


def violations_in_each_light(page, widths):
    """The same at each width, by light and by dark; the rules on colours alone are asked again
    in the dark, for nothing else is changed by it."""
    height = page.viewport_size["height"]
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": height})
        found += [f"{width} {line}" for line in violations(page)]
        page.emulate_media(color_scheme="dark")
        found += [f"{width} dark {line}" for line in _run(page, COLOURS)]
        page.emulate_media(color_scheme="light")
    return found


def _run(page, options):
    found = page.evaluate("given => axe.run(document, given)", ALWAYS | options)["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]
