"""The Markdown that people write, taken apart as JupyterLab takes it: GitHub's kind, and formulas.

Where JupyterLab would make words vanish they are kept: a line such as `[Target]: 95%` is a line of
text, and what a table's row has beyond the last column is handed on.
"""

import re
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, reference, table
from markdown_it.rules_block.table import escapedSplit, getLine
from markdown_it.rules_inline import StateInline
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

# Addresses that are followed from a report.
FOLLOWED = re.compile(r"(https?://|mailto:|tel:)", re.IGNORECASE)
# Lists and quotations within one another; what is deeper no page has room for.
DEEPEST = 20
# `\\(x\\)` and `\begin{...}`, which JupyterLab reads before it reads Markdown; and with one stroke,
# as TeX has it, where a sign of a formula stands between: `\[Target\]` is words.
TEX = re.compile(
    r"\\\\\((.+?)\\\\\)|\\\\\[(.+?)\\\\\]|\\begin\{(\w+\*?)\}.*?\\end\{\3\}"
    r"|\\\((?=[^)]*(?:[*^=]|\\[A-Za-z]))(.+?)\\\)|\\\[(?=[^\]]*(?:[*^=]|\\[A-Za-z]))(.+?)\\\]",
    re.DOTALL,
)
LABELLED = re.compile(r"\[[^\]\n]+\]:")


def tree(source: str) -> tuple[SyntaxTreeNode, set[str]]:
    """The parts of a Markdown text, and the names of the definitions of links that it uses.

    The tokens of running text are in the `meta["text"]` of its part, one after another: emphasis
    may be nested a thousand times, which a tree may not.
    """
    links = _Links()
    tokens = _parser().parse(source, {"references": links})
    for token in tokens:
        if token.type == "inline":
            token.meta["text"], token.children = token.children or [], None
    return SyntaxTreeNode(tokens), links.used


class _Links(dict[str, Any]):
    """The definitions of links, which remembers those that were asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()

    def get(self, name: str, default: Any = None) -> Any:
        if name in self:
            self.used.add(name)
        return super().get(name, default)


@cache
def _parser() -> MarkdownIt:
    options = {"strikethrough_single_tilde": True, "tasklists": True, "maxNesting": 10 * DEEPEST}
    parser = MarkdownIt("gfm-like", options)
    footnote_plugin(parser, inline=False, move_to_end=False)
    amsmath_plugin(parser)
    dollarmath_plugin(parser, allow_digits=False, allow_space=False, double_inline=True)
    parser.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    parser.block.ruler.at("reference", _reference, {"alt": ["paragraph"]})
    parser.block.ruler.before("table", "deep", _too_deep)
    parser.inline.ruler.before("escape", "tex", _tex)
    # Whether a link may be followed is for the report to say; its words stay as they were typed.
    parser.validateLink = lambda _: True  # type: ignore[method-assign, assignment]
    parser.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    return parser


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table; each row remembers the cells for which there is no column."""
    before = len(state.tokens)
    if not table(state, start, end, silent):
        return False
    rows = [token for token in state.tokens[before:] if token.type == "tr_open" and token.map]
    columns = sum(token.type == "th_open" for token in state.tokens[before:])
    for row in rows[1:]:
        cells = escapedSplit(getLine(state, (row.map or [0])[0]).strip())
        cells = cells[1 if cells and not cells[0] else 0 :]
        row.meta["extra"] = [cell.strip() for cell in cells[columns:] if cell.strip()]
    return True


def _reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The definition of a link, `[plan]: https://...`; of anything else it is a line of text.

    Lines of that form end one another: "[Target]: 95%", "[Actual]: 90%" stay lines of their own.
    """
    if silent:
        above, line = (_text(state, n) for n in (state.line, start))
        return bool(LABELLED.match(above) and LABELLED.match(line))
    known = set(state.env["references"])
    if not reference(state, start, end, silent):
        return False
    for name in set(state.env["references"]) - known:
        href = state.env["references"][name]["href"]
        if FOLLOWED.match(href) or href.startswith("#"):
            token = state.push("definition", "", 0)
            token.content = state.getLines(start, state.line, state.blkIndent, False)
            token.meta["name"] = name
            return True
        del state.env["references"][name]
    state.line = start
    return False


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """What stands deeper than a page has room for, as it was typed."""
    if state.level < DEEPEST or silent:
        return False
    line = start
    while line < end and (state.isEmpty(line) or state.sCount[line] >= state.blkIndent):
        line += 1
    token = state.push("code_block", "code", 0)
    token.content = state.getLines(start, line, state.blkIndent, False)
    state.line = line
    return True


def _tex(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "\\":
        return False
    found = TEX.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        token = state.push("tex", "math", 0)
        token.content = found[1] or found[2] or found[4] or found[5] or found[0]
        token.markup = found[0]
    state.pos = found.end()
    return True
