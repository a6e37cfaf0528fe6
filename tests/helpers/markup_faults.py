"""What must never be stored as markup, looked for with two parsers that the project does not use."""

from urllib.parse import urlsplit

import html5lib
from lxml import html as lxml_html

ALLOWED = {
    "p": set(), "h2": set(), "h3": set(), "h4": set(), "ul": set(), "ol": set(), "li": set(), "table": set(),
    "caption": set(), "thead": set(), "tbody": set(), "tr": set(), "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"}, "blockquote": set(), "strong": set(), "em": set(), "sup": set(), "sub": set(),
    "small": set(), "br": set(), "hr": set(), "a": {"href", "rel"}, "img": {"src", "alt"}, "figure": set(), "figcaption": set(),
}  # fmt: skip


def elements_of_browser(html: str):
    """As an HTML5 browser would build the page, with all that is wrong in it."""
    body = html5lib.parse(f"<body>{html}", namespaceHTMLElements=True).find(
        "{http://www.w3.org/1999/xhtml}body"
    )
    return [element for element in body.iter() if element is not body]


def faults(html: str) -> list[str]:
    """Everything in the markup that must never be stored, seen through two parsers."""
    found = []
    for element in elements_of_browser(html):
        name = (
            element.tag.removeprefix("{http://www.w3.org/1999/xhtml}")
            if isinstance(element.tag, str)
            else "comment"
        )
        found += faults_of(name, dict(element.attrib))
    for element in lxml_html.fragment_fromstring(html, create_parent="body").iterdescendants():
        found += faults_of(
            element.tag if isinstance(element.tag, str) else "comment", dict(element.attrib)
        )
    return found


def faults_of(name: str, attributes: dict[str, str]) -> list[str]:
    if name not in ALLOWED:
        return [f"element {name}"]
    found = [f"attribute {key} of {name}" for key in attributes if key not in ALLOWED[name]]
    address = attributes.get("href", "/")
    scheme = urlsplit(address).scheme
    inside = address.startswith(("/", "#")) and not address.startswith(("//", "/\\"))
    if scheme not in ("http", "https", "mailto", "tel") and not inside:
        found.append(f"address {address}")
    if name == "img" and not attributes.get("src", "").startswith(("/pictures/", "picture:")):
        found.append(f"picture {attributes.get('src')}")
    return found
