"""A strict reader of the HTML we write: every element closed in order, attributes quoted, ids once, links known."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = frozenset({"br", "img", "meta"})
KNOWN = VOID | frozenset(
    {"html", "head", "title", "style", "body", "main", "h1", "h2", "h3", "p", "a", "b", "span"}
    | {"table", "thead", "tbody", "tr", "th", "td", "ul", "ol", "li"}
)


class StrictHtml(HTMLParser):
    """Raises AssertionError at the first fault; collects the text, the links and the ids."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.hrefs: list[str] = []
        self.ids: list[str] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()
        assert not self.open, f"never closed: {self.open}"
        assert len(self.ids) == len(set(self.ids)), "an id twice"

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in KNOWN, f"<{tag}>"
        if tag in ("p", "ul", "ol", "table", "h1", "h2", "h3"):
            assert not {"p", "h1", "h2", "h3", "span", "a"} & set(self.open), f"<{tag}> inside {self.open}"
        if tag == "img":
            attributes = dict(attrs)
            assert str(attributes.get("src")).startswith("picture/"), "a picture that is not our own"
            assert attributes.get("alt"), "a picture without words"
        if tag == "a":
            assert "a" not in self.open, "a link inside a link"
        for name, value in attrs:
            assert value is not None, f"<{tag} {name}> without a value"
            if name == "href":
                self.hrefs.append(value)
            if name == "id":
                self.ids.append(value)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.words.append(data)
