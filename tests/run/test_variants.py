"""Reports of which one period has several: for each service, team or theme."""

import json
import shutil
from pathlib import Path

import pytest

from litmus.base import notebook_files
from litmus.base.errors import LitmusError, UsageError
from litmus.base.periods import Period
from litmus.run import confirm, plan, run
from run.bench_of import cell, template

MONTH, YEAR = Period.parse("2016-03"), Period.parse("2015/16")
PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture
def services(bench):
    """A bench with the monthly report, which there is one of for each service."""
    made = template()
    made["cells"][0]["source"] = 'period = "2016-03"\nfolder = "."\nservice = ""'
    made["cells"].append(cell("markdown", "end", "## End"))
    path = bench.project / "notebooks" / "audit_month.ipynb"
    path.write_bytes(notebook_files.serialise(made))
    (bench.project / "params" / "audit_month.yml").write_text(
        "title: Monthly report of audits\nnotebook: notebooks/audit_month.ipynb\n"
        "period: month\naudience: internal\nvariant: service\nindicators: [ASM02]\n"
    )
    return bench


def month(bench, **parameters):
    bench.done.clear()
    return run("audit_month", MONTH, "sample", bench.outputs, parameters, stages=bench.stages())


def themed(bench):
    """The report of one theme, with the themes of the project itself."""
    made = template()
    made["cells"][0]["source"] = 'period = "2015/16"\nfolder = "."\ntheme = "neglect"'
    (bench.project / "notebooks" / "themed.ipynb").write_bytes(notebook_files.serialise(made))
    for name in ("themed", "themes", "key_areas"):
        shutil.copyfile(
            PROJECT / "params" / f"{name}.yml", bench.project / "params" / f"{name}.yml"
        )
    settings = bench.project / "params" / "themed.yml"
    own = settings.read_text(encoding="utf-8").replace("[summary, conclusions]", "[kq1]")
    settings.write_text(own, encoding="utf-8")

    def planned(**parameters):
        return plan.make("themed", YEAR, "sample", bench.outputs, parameters)

    return planned


def commentary(result, text=None):
    """The words in the one slot; written there first, if any are given."""
    working = notebook_files.read(result.notebook)
    slot = next(each for each in working["cells"] if each["id"] == "commentary-kq1")
    if text is not None:
        slot["source"] = text
        result.notebook.write_bytes(notebook_files.serialise(working))
    return slot["source"]


def test_the_folder_and_its_files_bear_the_services_name(services):
    result = month(services, service="CIN")
    assert result.folder == services.outputs / "2016-03" / "audit_month-CIN"
    assert {path.name for path in result.folder.iterdir()} - {".lock"} == {
        *("audit_month-CIN.ipynb", "audit_month-CIN.html", "audit_month-CIN.pdf"),
        *("figures.csv", "quality.json", "context.json", "qa.json", "run.json"),
    }
    assert "Monthly report of audits: Children in Need" in result.message
    assert "litmus lab audit_month-CIN --period 2016-03" in result.message
    assert json.loads(result.run_json.read_text())["parameters"] == {"service": "CIN"}


def test_without_a_service_it_is_the_whole_councils(services):
    result = month(services)
    assert result.folder.name == "audit_month"
    assert "Monthly report of audits: Sample City" in result.message


def test_small_letters_mean_the_same_report_and_nothing_is_done_again(services):
    first = month(services, service="CIN")
    assert "execute" in services.done
    second = month(services, service="cin ")
    assert second.folder == first.folder
    assert not second.executed
    assert services.done == ["render"]  # no kernel, no figures


def test_what_is_written_in_one_services_report_is_in_no_other(services):
    cin, lac = month(services, service="CIN"), month(services, service="LAC")
    commentary(cin, "Our own words on children in need.")
    for result in (month(services, service="LAC"), month(services)):
        assert "Our own words" not in result.notebook.read_text()
        assert b"Our own words" not in result.files["html"].read_bytes()
    again = month(services, service="CIN")
    assert commentary(again) == "Our own words on children in need."
    assert commentary(lac) != commentary(again)


def test_an_unknown_service_is_refused_with_those_that_there_are(services):
    with pytest.raises(UsageError, match=r"no service 'CINN'\. Services: DAS, CIN, LAC") as raised:
        month(services, service="CINN")
    assert raised.value.exit_code == 2
    assert not services.outputs.exists() or not list(services.outputs.rglob("*.ipynb"))


def test_confirming_and_asking_for_a_report_name_the_command_that_makes_it(services):
    command = "litmus run audit_month --period 2016-03 --param service=CIN"
    with pytest.raises(LitmusError, match=command):
        confirm("audit_month-CIN", MONTH, services.outputs, "kq1")
    first = month(services, service="CIN")
    commentary(first, "Words.")
    month(services, service="CIN")
    services.value = 812
    assert month(services, service="CIN").stale == ["kq1"]
    assert command in confirm("audit_month-CIN", MONTH, services.outputs, "kq1")


def test_a_name_that_is_no_reports_is_said_back_as_it_was_given(services):
    with pytest.raises(LitmusError, match="litmus run nothing-CIN --period 2016-03"):
        confirm("nothing-CIN", MONTH, services.outputs, "kq1")


def test_a_changed_library_counts_anew(services, monkeypatch):
    month(services, service="CIN")
    monkeypatch.setattr("litmus.base.code_digest.library", lambda: "another version")
    month(services, service="CIN")
    assert services.done == ["freeze", "execute", "render"]


@pytest.mark.parametrize("words", ["NEGLECT", "neglect", " Neglect "])
def test_a_theme_is_known_by_any_of_its_words(bench, words):
    planned = themed(bench)(theme=words)
    assert planned.name == "themed-NEGLECT"
    assert planned.heading == "Deep dive: Neglect"
    folder = bench.outputs / "2015-2016" / "themed-NEGLECT"
    assert planned.notebook == folder / "themed-NEGLECT.ipynb"


def test_a_title_names_the_theme_as_the_list_of_themes_does(bench):
    planned = themed(bench)(theme="plans_not_smart")
    assert planned.heading == "Deep dive: Quality of plans"


def test_a_deep_dive_without_a_theme_says_so_and_lists_the_themes(bench):
    with pytest.raises(UsageError, match=r"Say which theme: theme=neglect\. Themes: .*neglect"):
        themed(bench)()


def test_an_unknown_theme_is_refused_with_those_that_there_are(bench):
    with pytest.raises(UsageError, match=r"There is no theme 'neglekt'\. Themes: .*neglect"):
        themed(bench)(theme="neglekt")


def test_a_parameter_that_the_report_does_not_have_is_refused(services):
    with pytest.raises(UsageError, match=r"no parameter 'servise'\. Did you mean service\?"):
        month(services, servise="CIN")


def scoped(bench, scope):
    bench.done.clear()
    stages = bench.stages()
    return run("audit_month", MONTH, "sample", bench.outputs, stages=stages, scope=scope)


def test_each_scope_has_its_own_folder_words_and_title(services):
    team = scoped(services, "team:CIN-1")
    assert team.folder == services.outputs / "2016-03" / "audit_month-team-CIN-1"
    assert "Monthly report of audits: team CIN-1" in team.message
    commentary(team, "Our own words on this team.")
    for scope in ("service:CIN", "team:CIN-2", "worker_group:SW", ""):
        other = scoped(services, scope)
        assert other.folder != team.folder
        assert "Our own words" not in other.notebook.read_text()
    assert commentary(scoped(services, "team:CIN-1")) == "Our own words on this team."
    command = "litmus run audit_month --period 2016-03 --scope team:CIN-1"
    assert command in confirm_or_refuse(services, "audit_month-team-CIN-1")


def confirm_or_refuse(bench, name):
    """What is said of a slot that has no mark to tick, or of a report that nobody made."""
    shutil.rmtree(bench.outputs / "2016-03" / name)
    with pytest.raises(LitmusError) as raised:
        confirm(name, MONTH, bench.outputs, "kq1")
    return str(raised.value)


def test_teams_whose_names_differ_in_a_sign_have_folders_of_their_own(services):
    names = {
        plan.make("audit_month", MONTH, "sample", services.outputs, {}, scope=f"team:{team}").name
        for team in ("CIN-1", "CIN 1", "CIN/1", "cin-1")
    }
    assert len(names) == 4 and all("/" not in name for name in names)


def test_settings_may_say_whom_a_report_is_about(services):
    path = services.project / "params" / "audit_month.yml"
    path.write_text(path.read_text() + "scope: service:LAC\n")
    made = plan.make("audit_month", MONTH, "sample", services.outputs, {})
    assert (made.name, made.scope_name) == ("audit_month-service-LAC", "Looked After Children")
