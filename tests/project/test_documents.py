"""What README and docs tell people to type exists, and so does every file that they name."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import typer

from litmus.base import settings
from litmus.base.periods import Period
from litmus.cli.app import commands

PROJECT = Path(__file__).resolve().parents[2]
# The handbook is generated; the measurements quote what was printed.
PAGES = [PROJECT / "README.md", *sorted((PROJECT / "docs").glob("*.md"))]
WRITTEN = [page for page in PAGES if page.name not in ("indicators.md", "benchmarks.md")]
CODE = re.compile(r"```.*?```|`[^`\n]+`|^ {4,}\S[^\n]*", flags=re.DOTALL | re.MULTILINE)
FOLDERS = ("params", "docs", "lib", "data_contracts", "notebooks", "tests", "benchmarks")
# Their kinds of period are those of the reports that they make.
REPORTS = {
    "quarterly": "quarterly",
    "lab": "quarterly",
    "book": "book",
    "audits": "audit_month",
    "safeguarding": "safeguarding_unit",
    "themed": "themed",
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
            kind = settings.report(PROJECT, REPORTS[target]).period
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


def test_the_library_names_no_document_that_is_not_here():
    here = {path.name for path in [*PROJECT.glob("*.md"), *PROJECT.rglob("docs/*.md")]}
    named = {
        (path.name, name)
        for path in (PROJECT / "lib").rglob("*.py")
        for name in re.findall(r"\b[a-z][a-z_-]+\.md\b", path.read_text(encoding="utf-8"))
    }
    assert {name for _, name in named} <= here, sorted(named)
