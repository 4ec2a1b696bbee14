"""Reads built pages as a browser would take them apart."""

import json
from html.parser import HTMLParser


class PageReader(HTMLParser):
    """What a built page holds: elements with attributes, scripts, and its text."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.elements, self.inline_scripts, self.text, self.title = [], [], [], ""
        self._in, self._article = [], False
        self.feed(page.decode("utf-8"))
        self.close()

    def handle_starttag(self, tag, attrs):
        attributes = {name: value or "" for name, value in attrs}
        self.elements.append((tag, attributes))
        self._in = [tag, attributes]
        self._article = self._article or tag == "article"

    def handle_endtag(self, _tag):
        self._in = []

    def handle_data(self, data):
        if self._in and self._in[0] == "script":
            self.inline_scripts.append((self._in[1], data))
        elif self._in and self._in[0] == "title" and "id" not in self._in[1]:  # those of pictures have one
            self.title += data
        self.text.append((self._article, data))

    @property
    def all_text(self):
        return " ".join(" ".join(data for _, data in self.text).split())

    @property
    def article(self):
        """The text from the article on: without menus and lists of contents before it."""
        return " ".join(" ".join(data for inside, data in self.text if inside).split())

    @property
    def linked_data(self):
        """The page's linked data (JSON-LD), or an empty mapping."""
        texts = [text for a, text in self.inline_scripts if a.get("type") == "application/ld+json"]
        assert len(texts) <= 1
        return json.loads(texts[0]) if texts else {}

    def attributes(self, tag, name):
        return [
            attributes[name] for element, attributes in self.elements if element == tag and name in attributes
        ]


def pages_of(root):
    """Every built page of a library by its path in the site."""
    site = root / "build" / "site"
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*.html"))}
