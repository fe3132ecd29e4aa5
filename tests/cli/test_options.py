"""Every option of every command: none is passed over in silence, and no wrong value gets anywhere.

A row is what is typed and what the refusal names. All of them end with 2, before anything is made:
the folder that the command stands in, and is told to write to, is as it was.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main
from typer.testing import CliRunner

from litmus.base.errors import LitmusError
from litmus.cli.app import commands

PROJECT = Path(__file__).resolve().parents[2]
MARCH = "--period 2016-03"
NO_MONTH = "--period 2016-13"
TODAY = "--period 2016-03-29"
NO_FOLDER = "--source /no/such/folder"

# Options that nothing would come of where they are given.
UNUSED = [
    ("indicators --period 2016-03", "--period"),
    ("indicators --source sample", "--source"),
    ("indicators --outputs out", "--outputs"),
    ("indicators --by team --last 2 --why", "--why and --by and --last"),
    ("indicators --json --csv", "--csv"),
    ("indicators ASM02 --source /no/such/folder", "--source"),
    ("indicators ASM02 --outputs out", "--outputs"),
    ("indicators ASM02 --last 1", "--last"),
    ("indicators ASM02 --by team", "--by"),
    ("indicators ASM02 --why", "--why"),
    ("indicators ASM02 --json --csv", "--csv"),
    (f"indicators ASM02 {MARCH} --why --by team", "--by"),
    (f"indicators ASM02 {MARCH} --why --last 3", "--last"),
    (f"indicators ASM02 {MARCH} --why --json", "--json"),
    (f"indicators ASM02 {MARCH} --why --csv", "--csv"),
    (f"figures {MARCH} --out f.csv --engine-uri local[2]", "local[2]"),
    ("forms --period 2016Q1", "--period"),
    ("forms --mistakes 0", "--mistakes"),
    ("forms visit --inbox mail", "--inbox"),
    (f"actions list {MARCH} --all --state open", "--all"),
    (f"deliver report daily {TODAY} --dry-run --write-only", "--write-only"),
    ("lab quarterly --period 2016Q1 --code --by Khan", "--by"),
    ("deliver settle --sent", "--sent"),
    ("deliver settle --not-sent", "--not-sent"),
    (f"batch book {MARCH} --scheduler tcp://host:8786 --jobs 2", "--jobs"),
    ("publish quarterly --period 2016Q1 --draft --by Ann", "--by"),
    ("publish quarterly --period 2016Q1 --draft --reason because", "--reason"),
]
# Values that cannot be, by command.
WRONG = [
    (f"indicators ASM02 {NO_MONTH} {NO_FOLDER}", "2016-13"),
    (f"indicators ASM02 {MARCH} {NO_FOLDER}", "/no/such/folder"),
    (f"indicators ASM02 {MARCH} --source=", "--source is empty"),
    (f"indicators ASM02 {MARCH} --by tema", "tema"),
    (f"indicators ASM02 {MARCH} --by ,", "--by names no breakdown"),
    (f"indicators ASM02 {MARCH} --last 0", "--last"),
    (f"indicators ASM02 {MARCH} --outputs a.txt", "a.txt is a file"),
    (f"indicators ASM2 {MARCH}", "ASM2"),
    (f"run quarterly {NO_MONTH}", "2016-13"),
    (f"run quarterly --period 2016Q1 {NO_FOLDER}", "/no/such/folder"),
    ("run quarterly --period 2016Q1 --source=", "--source is empty"),
    ("run quarterly --period 2016Q1 --outputs a.txt", "a.txt is a file"),
    ("run quarterly --period 2016Q1 --outputs=", "folder's name is missing"),
    ("run quarterly --period 2016Q1 --param days", "--param 'days'"),
    ("run quarterly --period 2016Q1 --formats html,doc", "There is no format 'doc'"),
    ("run quarterly --period 2016Q1 --formats=", "--formats names no format"),
    (f"run audit_month {MARCH} --param service=CIN --param service=LAC", "service is given twice"),
    ("run quaterly --period 2016Q1", "quaterly"),
    ("run quarterly --period 2016Q1 --scope CIN", "'CIN' is no scope"),
    ("run quarterly --period 2016Q1 --scope=", "--scope is empty"),
    ("run quarterly --period 2016Q1 --scope service:CINN", "no service 'CINN'"),
    (f"run audit_month {MARCH} --param service=CIN --scope team:CIN-1", "leave one out"),
    ("run themed --period 2015/16 --param theme=neglect --scope team:CIN-1", "of one theme"),
    (f"batch book {NO_MONTH}", "2016-13"),
    (f"batch book {MARCH} {NO_FOLDER}", "/no/such/folder"),
    (f"batch book {MARCH} --outputs a.txt", "a.txt is a file"),
    (f"batch book {MARCH} --scopes tems", "'tems' names no scopes"),
    (f"batch book {MARCH} --scopes=", "'' names no scopes"),
    (f"batch book {MARCH} --jobs 0", "--jobs"),
    (f"batch book {MARCH} --scheduler host", "--scheduler 'host' is no address"),
    (f"batch book {MARCH} --formats html,doc", "There is no format 'doc'"),
    (f"all-reports {NO_MONTH}", "2016-13"),
    (f"all-reports {MARCH} {NO_FOLDER}", "/no/such/folder"),
    (f"all-reports {MARCH} --outputs a.txt", "a.txt is a file"),
    (f"all-reports {MARCH} --jobs 0", "--jobs"),
    (f"all-reports {MARCH} --formats html,doc", "There is no format 'doc'"),
    (f"lab quarterly {NO_MONTH}", "2016-13"),
    ("lab quarterly --period 2016Q1 --outputs a.txt", "a.txt is a file"),
    ("lab quarterly --period 2016Q1 --by=", "--by is empty"),
    (f"render quarterly {NO_MONTH}", "2016-13"),
    ("render quarterly --period 2016Q1 --outputs a.txt", "a.txt is a file"),
    (f"watch quarterly {NO_MONTH}", "2016-13"),
    ("watch quarterly --period 2016Q1 --outputs a.txt", "a.txt is a file"),
    ("watch quarterly --period 2016Q1 --port 0", "--port"),
    ("merge a.ipynb b.ipynb --take neither", "--take neither"),
    ("merge a.ipynb b.ipynb --outputs a.txt", "a.txt is a file"),
    (f"confirm quarterly kq1 {NO_MONTH}", "2016-13"),
    ("confirm quarterly kq1 --period 2016Q1 --outputs a.txt", "a.txt is a file"),
    (f"check {NO_FOLDER}", "/no/such/folder"),
    ("check --outputs a.txt", "a.txt is a file"),
    (f"figures {NO_MONTH} --out f.csv", "2016-13"),
    (f"figures {MARCH} --out here", "here is a folder"),
    (f"figures {MARCH} --out=", "file's name is missing"),
    (f"figures {MARCH} --out f.csv --by tema", "tema"),
    (f"figures {MARCH} --out f.csv --last -1", "--last"),
    (f"figures {MARCH} --out f.csv {NO_FOLDER}", "/no/such/folder"),
    (f"figures {MARCH} --out f.csv --outputs a.txt", "a.txt is a file"),
    (f"figures {MARCH} --out f.csv --engine oracle", "oracle"),
    (f"figures {MARCH} --out f.csv --scope team:", "'team:' is no scope"),
    (f"figures {MARCH} --out f.csv --scope=", "--scope is empty"),
    ("calendar --date 2016-13-01", "2016-13-01"),
    ("calendar --date 2016Q1", "2016Q1 is a quarter"),
    ("calendar --outputs a.txt", "a.txt is a file"),
    ("handbook --out here", "here is a folder"),
    ("gallery --outputs a.txt", "a.txt is a file"),
    ("gallery --formats txt", "There is no format 'txt'"),
    ("benchmarks build /no/such/folder", "/no/such/folder"),
    ("forms visits --outputs out", "visits"),
    ("forms --outputs a.txt", "a.txt is a file"),
    ("forms --filled 0", "--filled"),
    ("forms --filled 2 --mistakes 3", "--mistakes 3"),
    ("forms --filled 2 --mistakes -1", "--mistakes"),
    (f"forms --filled 2 {NO_MONTH}", "2016-13"),
    ("forms --filled 2 --inbox a.txt", "a.txt is a file"),
    ("collate --inbox mail", "there is no folder mail"),
    ("collate --inbox here --records a.txt", "a.txt is a file"),
    (f"audits allocate {NO_MONTH}", "2016-13"),
    ("audits allocate --period 2016Q1", "for a month"),
    (f"audits allocate {MARCH} --theme NONSENSE", "NONSENSE"),
    (f"audits allocate {MARCH} --theme=", "--theme is empty"),
    (f"audits allocate {MARCH} {NO_FOLDER}", "/no/such/folder"),
    (f"audits allocate {MARCH} --outputs a.txt", "a.txt is a file"),
    *[
        (f"audits {what} {given}", says)
        for what in ("programme", "worklist")
        for given, says in (
            (NO_MONTH, "2016-13"),
            (f"{MARCH} {NO_FOLDER}", "/no/such/folder"),
            (f"{MARCH} --service NONE", "NONE"),
            (f"{MARCH} --service=", "There is no service ''"),
            (f"{MARCH} --outputs a.txt", "a.txt is a file"),
        )
    ],
    (f"actions list {NO_MONTH}", "2016-13"),
    (f"actions list {MARCH} --service NONE", "NONE"),
    (f"actions list {MARCH} --service=", "There is no service ''"),
    (f"actions list {MARCH} --state opened", "opened"),
    (f"actions list {MARCH} --state=", "There is no state ''"),
    (f"actions list {MARCH} --out here", "here is a folder"),
    (f"actions list {MARCH} {NO_FOLDER}", "/no/such/folder"),
    (f"actions list {MARCH} --outputs a.txt", "a.txt is a file"),
    (f"actions list {MARCH} --records a.txt", "a.txt is a file"),
    ("actions update nowhere.xlsx", "nowhere.xlsx"),
    (f"actions update a.txt {NO_FOLDER}", "/no/such/folder"),
    ("actions update a.txt --outputs a.txt", "a.txt is a file"),
    ("actions update a.txt --records a.txt", "a.txt is a file"),
    (f"actions history ACT1 {NO_FOLDER}", "/no/such/folder"),
    ("actions history ACT1 --outputs a.txt", "a.txt is a file"),
    ("actions history ACT1 --records a.txt", "a.txt is a file"),
    (f"deliver report daily {NO_MONTH}", "2016-13"),
    (f"deliver report daily {MARCH}", "covers a day"),
    (f"deliver report dayly {TODAY}", "There is no report 'dayly'"),
    (f"deliver report themed {TODAY}", "Nobody in params/delivery.yml gets the themed"),
    (f"deliver report daily {TODAY} --param days", "--param 'days'"),
    (f"deliver report daily {TODAY} --source=", "--source is empty"),
    (f"deliver report daily {TODAY} --outputs a.txt", "a.txt is a file"),
    (f"deliver report daily {TODAY} --records a.txt", "a.txt is a file"),
    ("dashboard serve --port 0", "--port"),
    ("dashboard serve --host=", "--host is empty"),
    ("dashboard serve --every 5s", "--every '5s'"),
    ("dashboard serve --access here", "here is a folder"),
    ("dashboard serve --access none.yml", "none.yml is missing"),
    ("dashboard serve --source=", "--source is empty"),
    ("dashboard serve --outputs a.txt", "a.txt is a file"),
    (f"dashboard make {NO_FOLDER}", "/no/such/folder"),
    ("dashboard make --outputs a.txt", "a.txt is a file"),
    ("dashboard token --user=", "is no name of a user"),
    (f"publish quarterly {NO_MONTH}", "2016-13"),
    ("publish quarterly --period 2016Q1", "Say who signs"),
    ("publish quarterly --period 2016Q1 --by=", "Say who signs"),
    ("publish quarterly --period 2016Q1 --by Ann --accept kq2", "'kq2' is not of the form"),
    ("publish quarterly --period 2016Q1 --by Ann --param days", "--param 'days'"),
    ("publish quarterly --period 2016Q1 --by Ann --scope CIN", "'CIN' is no scope"),
    ("publish quarterly --period 2016Q1 --by Ann --source=", "--source is empty"),
    ("publish quarterly --period 2016Q1 --by Ann --outputs a.txt", "a.txt is a file"),
    ("publish quaterly --period 2016Q1 --by Ann", "quaterly"),
    ("register --outputs a.txt", "a.txt is a file"),
    ("keys create --person=-- --role analyst", "'--' is no name of a person"),
    ("keys create --person Ann --role boss", "no role 'boss'"),
    ("keys rotate --person=--", "'--' is no name of a person"),
    ("keys revoke --person Ann --reason= --by Bo", "--reason is empty"),
    ("keys agree --by=--", "'--' is no name of a person"),
    ("keys publish --out here", "here is a folder"),
    ("keys recipient --person=--", "'--' is no name of a person"),
    ("verify here --trust none.json", "There is no trust file none.json"),
    ("reproduce here --trust none.json", "There is no trust file none.json"),
    ("reproduce here --with yesterday", "--with yesterday: expected one of archived"),
    ("reproduce here --with current --wheels here", "--wheels would be ignored"),
    ("reproduce here --data here", "--data and --identity belong together"),
    ("reproduce here --identity a.txt", "--data and --identity belong together"),
    ("reproduce none", "BAG: there is no folder none"),
    ("audit-all --trust none.json", "There is no trust file none.json"),
    ("audit-all --head 12", "'12' is no head of a register"),
    ("dispose due --by Bo", "There is no trust file"),
    ("dispose hold 2016Q1/quarterly/v1 --reason inquiry --by Bo", "There is no trust file"),
    ("dispose lift 2016Q1/quarterly/v1 --reason over --by Bo", "There is no trust file"),
    ("dispose lift 2016Q1/quarterly/v1 --reason Over --by Ann --hold -1", "--hold"),
    ("deliver settle 1a2b", "either --sent or --not-sent"),
    ("deliver settle 1a2b --sent --not-sent", "either --sent or --not-sent"),
    ("deliver settle 1a2b --sent --records a.txt", "a.txt is a file"),
]
# Flags that always have an effect, whatever stands beside them, and one that allows a beginning
# without the words of before: where there are none there is nothing to allow.
ALWAYS = {
    "run --afresh",
    "run --draft",
    "publish --draft",
    "register --verify",
    "batch --draft",
    "all-reports --draft",
    "dashboard make --quiet",
    "deliver report --remake",
    "calendar --json",
    "verify --json",
    "audits allocate --again",
    "actions list --register",
    "actions history --words",
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "here").mkdir()
    (tmp_path / "a.txt").write_text("words")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LITMUS_HOME", str(PROJECT))
    monkeypatch.setenv("LITMUS_RECORDS", str(tmp_path / "records"))
    monkeypatch.setenv("LITMUS_PUBLICATIONS", str(tmp_path / "publications"))
    monkeypatch.setenv("LITMUS_KEYS", str(tmp_path / "keys"))
    monkeypatch.setenv("LITMUS_PASSPHRASE", "four words nobody guesses")
    return tmp_path


@pytest.mark.parametrize(("typed", "says"), [*UNUSED, *WRONG])
def test_it_is_refused_with_2_by_name_and_nothing_is_made(here: Path, typed: str, says: str):
    before = sorted(here.rglob("*"))
    done = CliRunner().invoke(commands, typed.split())
    error = done.exception
    code = error.exit_code if isinstance(error, LitmusError) else done.exit_code
    text = str(error) if isinstance(error, LitmusError) else done.output
    assert (code, says in text) == (2, True), text
    assert sorted(here.rglob("*")) == before


def _all(command: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Every command below this one, by what is typed."""
    below = getattr(command, "commands", {})
    for each, one in below.items():
        yield from _all(one, f"{name} {each}".strip())
    if not below:
        yield name, command


def test_every_option_of_every_command_is_tried():
    tried = {typed: set(typed.replace("=", " ").split()) for typed, _ in [*UNUSED, *WRONG]}
    missing = [
        f"{name} {option}"
        for name, command in _all(typer.main.get_command(commands))
        for parameter in command.params
        for option in parameter.opts
        if option.startswith("--") and option not in ("--help",)
        if f"{name} {option}" not in ALWAYS
        if not any(
            typed.startswith(f"{name} ") and option in words for typed, words in tried.items()
        )
    ]
    assert missing == []
