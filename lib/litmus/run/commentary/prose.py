"""Words that somebody wrote in a code cell."""

import ast
import builtins
import html
import re
import unicodedata
from collections.abc import Iterable, Iterator

from litmus.base.notebook_files import Cell, source

# Calls, items, assignments, imports, blocks, commands of IPython: what prose does not hold.
CODE = re.compile(
    r"\w[\[{]|[={}]|\w\((?!s\)|es\)|ren\)|ies\)|d\)|n\))|\w\.\w+\(|^\s*[%!@]"
    r"|^\s*(from \S+ )?import \w|^\s*(def|class|for|while|if|elif|else|with|try|except)\b.*:\s*$",
    re.MULTILINE,
)
HELP = re.compile(r"\?{0,2}(\w+)[\w.]*\?{0,2}")
WORD = re.compile(r"[^\W\d_]{2,}")
# What an expression of words alone parses to: "children and families", "Staff, visits".
WORDY = (
    *(ast.Expr, ast.Name, ast.Load, ast.BoolOp, ast.And, ast.Or, ast.Tuple, ast.UnaryOp, ast.Not),
    *(ast.Compare, ast.In, ast.NotIn, ast.Is, ast.IsNot, ast.BinOp, ast.Sub, ast.Div, ast.Constant),
    *(ast.USub, ast.AnnAssign, ast.Store, ast.Module),
)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
EMPTY_HEADING = re.compile(r"(?m)^ {0,3}#{1,6}[ \t]*$")
GIVEN = {*dir(builtins), "report", "period", "folder", "display", "get_ipython", "In", "Out"}


def is_python(text: str) -> bool:
    """Whether Python can read a text."""
    try:
        ast.parse(text)
    except (SyntaxError, ValueError):
        return False
    return True


def is_comment(text: str) -> bool:
    """Whether code holds a comment and nothing else: a heading in Markdown looks the same."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return bool(lines) and all(line.startswith("#") for line in lines)


def is_prose(text: str, names: Iterable[str] = ()) -> bool:
    """Whether the text of a code cell is plainly words: it could not run, and looks like no code.

    `names` are those that the notebook's code gives a value.
    """
    if not WORD.search(text) or CODE.search(text):
        return False
    known = GIVEN | set(names)
    if (asked := HELP.fullmatch(text.strip())) and asked[1] in known:
        return False
    if not is_python(text):
        return True
    tree = ast.parse(text)
    found = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    wordy = all(isinstance(node, WORDY) for node in ast.walk(tree))
    return wordy and bool(found - known)


def assigned_names(cells: Iterable[Cell]) -> set[str] | None:
    """The names that code cells give a value; None where that cannot be known (`import *`)."""
    found: set[str] = set()
    for cell in cells:
        if cell["cell_type"] != "code" or not is_python(source(cell)):
            continue
        for node in _but_notes(ast.parse(source(cell))):
            if isinstance(node, ast.alias):
                if node.name == "*":
                    return None
                found.add((node.asname or node.name).partition(".")[0])
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                found.add(node.id)
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                found.add(node.name)
    return found


def _but_notes(tree: ast.Module) -> Iterator[ast.AST]:
    """All of a tree but "Note: improved", which Python takes for a name and its kind."""
    for statement in tree.body:
        if not (isinstance(statement, ast.AnnAssign) and statement.value is None):
            yield from ast.walk(statement)


def is_blank(text: str) -> bool:
    """Whether a text prints nothing: spaces, line ends and characters without a shape."""
    return all(char.isspace() or unicodedata.category(char) in ("Cf", "Cc") for char in text)


def has_visible_text(text: str) -> bool:
    """Whether anything of a text is printed: comments (`<!-- ... -->`), spaces (`&nbsp;` too) and
    the signs of a heading without words are not."""
    return not is_blank(EMPTY_HEADING.sub("", html.unescape(COMMENT.sub("", text))))
