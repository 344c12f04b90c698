"""What a student wrote, as a page may show it: nbgrader's own templates pass raw HTML in Markdown on to the browser.

Filters for every page that nbconvert makes of a notebook, formgrader's and the feedback's: whoever grades is logged in
there, so a script of a student's could give itself points.
"""

from __future__ import annotations

from typing import Any

import bleach
from jinja2 import pass_context
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

TAGS = frozenset({
    *("a", "abbr", "b", "blockquote", "br", "code", "dd", "del", "details", "div", "dl", "dt", "em", "h1", "h2", "h3"),
    *("h4", "h5", "h6", "hr", "i", "img", "kbd", "li", "ol", "p", "pre", "q", "s", "small", "span", "strong", "sub"),
    *("summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul"),
})  # fmt: skip
"""Marks of text; nothing that loads, runs, asks or lays itself over the page."""
ATTRIBUTES = {
    **dict.fromkeys(("code", "div", "pre", "span"), ("class",)),  # what colours code
    "a": ("href", "title"),
    "img": ("alt", "height", "src", "title", "width"),
    "td": ("align", "colspan", "rowspan"),
    "th": ("align", "colspan", "rowspan"),
}
PROTOCOLS = ("http", "https", "mailto")
PICTURES = ("data:image/png;", "data:image/jpeg;", "data:image/gif;")
"""Of an attachment. A picture from elsewhere would tell its server who looks at the page, and when."""


@pass_context
def markdown2html(context: Any, source: str) -> str:
    """In the place of nbconvert's filter of that name; text that the gradebook keeps locked is the instructor's own."""
    cell = context.get("cell", {})
    attachments = {name: dict(formats) for name, formats in cell.get("attachments", {}).items()}
    renderer = IPythonRenderer(escape=False, attachments=attachments)
    page = str(MarkdownWithMath(renderer=renderer).render(source))
    of = cell.get("metadata", {}).get("nbgrader", {})
    # a comment stands in the metadata of the cell it is about, whoever owns that cell
    return page if of.get("locked") and source == cell.get("source") else clean_html(page)


def clean_html(page: str) -> str:
    """In the place of nbconvert's filter for raw cells: only text with :data:`TAGS` is left, the others are shown."""
    return str(bleach.clean(page, tags=TAGS, attributes=_is_kept, protocols=(*PROTOCOLS, "data")))


def _is_kept(tag: str, name: str, value: str) -> bool:
    if name not in ATTRIBUTES.get(tag, ()):
        return False
    if tag == "img" and name == "src":
        return value.startswith(PICTURES)
    return name != "href" or _leads_to_a_page(value)


def _leads_to_a_page(address: str) -> bool:
    """Bleach takes ``javascript:1`` for a host with a port."""
    scheme, colon, _ = address.partition("/")[0].partition(":")
    return not colon or scheme.strip().lower() in PROTOCOLS
