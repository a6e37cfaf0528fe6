"""What a browser sends back: the fields of a change page as they stand, with some changed.
Line ends go as browsers send them."""

from lxml import html


def posted(page, **changed):
    """The data that the page's main form would send, `changed` fields replaced."""
    form = html.fromstring(page.text).get_element_by_id("content-main").find(".//form")
    data = {key: value for key, value in form.form_values() if value is not None}
    data.pop("csrfmiddlewaretoken")
    data = {key: value.replace("\n", "\r\n") for key, value in data.items()}
    return {**data, **changed}


def visible_text(page):
    """The page's own words, one line: what a person reads."""
    tree = html.fromstring(page.text)
    for gone in tree.xpath("//script|//style"):
        gone.drop_tree()
    return " ".join(tree.body.text_content().split())
