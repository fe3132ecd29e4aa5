"""What README and docs tell people to type exists, and so does what anything of ours names."""

import ast
import io
import re
import shutil
import subprocess
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from litmus.base.periods import Period
from litmus.cli.app import commands
from litmus.run.settings import read_report

PROJECT = Path(__file__).resolve().parents[2]
# The handbook is generated; the measurements quote what was printed.
PAGES = [PROJECT / "README.md", *sorted((PROJECT / "docs").glob("*.md"))]
WRITTEN = [page for page in PAGES if page.name not in ("indicators.md", "benchmarks.md")]
CODE = re.compile(r"```.*?```|`[^`\n]+`|^ {4,}\S[^\n]*", flags=re.DOTALL | re.MULTILINE)
GOLDEN = PROJECT / "tests" / "notebooks" / "golden"
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef)
FOLDERS = ("params", "docs", "lib", "data_contracts", "notebooks", "tests", "benchmarks")
# Their kinds of period are those of the reports that they make.
REPORTS = {
    "quarterly": "quarterly",
    "members": "quarterly_members",
    "lab": "quarterly",
    "book": "book",
    "audits": "audit_month",
    "safeguarding": "safeguarding_unit",
    "themed": "themed",
    "summary": "summary",
    "briefing": "briefing",
    "annual": "annual",
    "observatory": "observatory",
    "weekly": "weekly",
}


def lines(page: Path) -> list[str]:
    """Each line of code on a page, without the remarks behind it."""
    found = "\n".join(CODE.findall(page.read_text(encoding="utf-8"))).replace("`", "")
    return [line.partition("  #")[0].strip() for line in found.splitlines()]


def typed(start: str) -> list[tuple[str, list[str]]]:
    """(page, words) for every line of code that begins with `start`."""
    return [
        (page.name, line.split()[len(start.split()) :])
        for page in WRITTEN
        for line in lines(page)
        if line.startswith(f"{start} ")
    ]


def command_of(words: list[str]) -> tuple[object, list[str]]:
    """The command that these words name, and the words that follow its name."""
    found = typer.main.get_command(commands)
    while words and words[0] in getattr(found, "commands", {}):
        found, words = found.commands[words[0]], words[1:]
    assert not hasattr(found, "commands"), f"no command {' '.join(words)!r}"
    return found, words


@pytest.mark.parametrize(("page", "words"), typed(".venv/bin/litmus"))
def test_each_command_has_the_options_that_are_named(page, words):
    command, rest = command_of(words)
    known = {name for option in command.params for name in option.opts}
    used = [word for word in rest if word.startswith("--")]
    assert set(used) <= known, page
    if "--period" in rest:
        Period.parse(rest[rest.index("--period") + 1])


def test_no_command_is_written_as_it_is_not_typed():
    """Where nothing was activated `litmus` is not on the PATH."""
    names = "|".join(typer.main.get_command(commands).commands)
    bare = re.compile(rf"(?<![/\w.-])litmus ({names})\b")
    found = [(page.name, line) for page in WRITTEN for line in lines(page) if bare.search(line)]
    assert not found


@pytest.mark.parametrize(("page", "words"), typed("make"))
def test_each_target_exists_with_what_is_set(page, words):
    makefile = (PROJECT / "Makefile").read_text()
    target, *rest = words
    assert re.search(rf"^{re.escape(target)}:.* ## ", makefile, flags=re.MULTILINE), page
    for word in rest:
        name, equals, value = word.partition("=")
        if not equals:
            break  # the sentence goes on
        assert f"$({name})" in makefile or name == "PYTHON", (page, name)
        if name == "PERIOD" and target in REPORTS:
            kind = read_report(PROJECT, REPORTS[target]).period
            assert Period.parse(value).kind == kind, (page, words)


def test_each_file_that_is_named_exists():
    missing = []
    for page in WRITTEN:
        text = page.read_text(encoding="utf-8")
        named = re.findall(rf"`((?:{'|'.join(FOLDERS)})/[\w./-]+)`", text)
        named = [name for name in named if not re.search(r"[A-Z]{4}", name)]  # a place for a name
        missing += [(page.name, name) for name in named if not (PROJECT / name).exists()]
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
            if not (page.parent / link).exists():
                missing.append((page.name, link))
    assert not missing


@pytest.mark.skipif(
    shutil.which("git") is None or not (PROJECT / ".git").exists(), reason="not a git checkout"
)
def test_git_ignores_what_may_hold_childrens_records():
    private = ["inbox/audit.xlsx", "records/accepted.jsonl", "outputs/.cache/x", "overdue.xlsx"]
    private += ["docs/register.xlsx", "register.xlsx.refused.txt", "figures.csv"]
    command = ["git", "check-ignore", "--no-index", *private]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.stdout.split() == private


# What a page invents to show how something is added.
# What Litmus writes, into each publication.
OF_PUBLICATIONS = {"assurance.md"}
INVENTED = {"notebooks/brief.ipynb"}


def prose(path: Path) -> str:
    """What a file says; of a test, whose data may name anything, its docstrings and comments."""
    text = path.read_text(encoding="utf-8")
    if "tests" not in path.relative_to(PROJECT).parts or path.suffix != ".py":
        return text
    nodes = (each for each in ast.walk(ast.parse(text)) if isinstance(each, DOCUMENTED))
    said = [ast.get_docstring(each) or "" for each in nodes]
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return "\n".join(said + [each.string for each in tokens if each.type == tokenize.COMMENT])


def everything() -> Iterator[tuple[str, str]]:
    """(path, what it says) of every file of ours that people read."""
    for path in sorted({*PAGES, PROJECT / "Makefile", PROJECT / "pyproject.toml"}):
        yield str(path.relative_to(PROJECT)), prose(path)
    for folder in FOLDERS:
        for path in sorted((PROJECT / folder).rglob("*")):
            if path.suffix in (".py", ".yml", ".md", ".ipynb") and GOLDEN not in path.parents:
                yield str(path.relative_to(PROJECT)), prose(path)


def is_here(name: str) -> bool:
    """Whether a dotted name is a module of ours, or something that stands in one."""
    place = PROJECT / "lib"
    for part in name.split("."):
        module = place / "__init__.py" if place.is_dir() else place
        place = place / part
        if not place.is_dir():
            place = place.with_suffix(".py")
        if not place.exists():
            return module.exists() and re.search(rf"\b{part}\b", module.read_text()) is not None
    return True


@pytest.mark.slow
def test_nothing_names_a_document_a_file_or_a_module_that_is_not_here():
    documents = {path.name for folder in (PROJECT, *FOLDERS) for path in pages_in(folder)}
    documents |= OF_PUBLICATIONS
    missing = []
    for where, text in everything():
        named = set(re.findall(r"\b[A-Za-z][\w-]*\.md\b", text)) - documents
        paths = set(re.findall(rf"(?<![\w/.{{}}-])((?:{'|'.join(FOLDERS)})/[\w./*-]*[\w*])", text))
        paths = {name for name in paths if not re.search(r"[A-Z]{4}", name)} - INVENTED
        named |= {name for name in paths if not any(PROJECT.glob(name))}
        modules = set(re.findall(r"(?<![\w./-])(?:litmus|sample_council)(?:\.[a-z_]\w*)+", text))
        named |= {name for name in modules if not name.endswith(".exe") and not is_here(name)}
        missing += [(where, name) for name in sorted(named)]
    assert not missing


def pages_in(folder: Path | str) -> Iterator[Path]:
    """The documents of the project itself, or of one of its folders."""
    return (PROJECT / folder).rglob("*.md") if isinstance(folder, str) else folder.glob("*.md")
