"""The tags of HTML: what each begins, how it is set, and what is said where it cannot be shown."""

HIDDEN = ("script", "style", "template", "head", "noembed", "noframes")
# What a browser shows and paper, or a page on which nothing runs, does not.
NOT_SHOWN = {
    "iframe": "another page",
    "embed": "an embedded file",
    "object": "an embedded file",
    "video": "a video",
    "audio": "a sound",
    "canvas": "a drawing made by a script",
    "svg": "a drawing (SVG)",
}
FIELD = "Something to click or to fill in here cannot be shown."
# Of these the words are shown.
CONTROLS = {
    **dict.fromkeys(("input", "select", "textarea", "button"), FIELD),
    **dict.fromkeys(("progress", "meter"), "A bar here cannot be shown."),
}
COLOURS = "Colours and bars of a table here cannot be shown."
SCRIPT = "What a script would draw here cannot be shown."
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr", "source"}
BLOCKS = (
    *("p", "div", "section", "article", "header", "footer", "main", "nav", "aside", "address"),
    *("details", "summary", "figure", "figcaption", "form", "fieldset", "legend", "center"),
    *("dl", "dt", "dd", "body", "html", "title", "output"),
    *("option", "select", "button", "textarea", "progress", "meter", "noscript"),
)
STYLES = {
    **dict.fromkeys(("b", "strong", "dt", "summary"), "bold"),
    **dict.fromkeys(("i", "em", "cite", "var"), "italic"),
    **dict.fromkeys(("s", "del", "strike"), "struck"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
}
# The places beyond which the end of a tag ends nothing.
BARRIERS = {"li": ("ul", "ol", "td", "table"), "td": ("table",), "caption": ("table",)}
