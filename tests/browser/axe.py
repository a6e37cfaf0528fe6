"""axe-core on the page that is open."""

from pathlib import Path

import axe_playwright_python

SCRIPT = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RUN = "axe.run(document, {iframes: false, resultTypes: ['violations']})"


def violations(page):
    """[“rule: element”] of what axe finds wrong on the page."""
    page.evaluate(SCRIPT)
    found = page.evaluate(RUN)["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]
