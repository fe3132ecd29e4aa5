"""A template is made whole: groups of cells once for each thing that the settings list."""

import pytest

from litmus.base.errors import UsageError
from litmus.indicators import catalogue
from litmus.qa.activities import titles
from litmus.run import plan
from litmus.run.contents import Contents, Item, complete, contents, with_named
from litmus.run.settings import ReportSettings
from litmus.run.template import expand, indicators_named
from run.bench_of import PERIOD, PLACEHOLDER, cell

THEME = {"each": "theme", "as": "Care"}
INDICATOR = {"each": "indicator", "as": "LAC01"}
OF_KQ1 = {"each": "indicator", "of": "KQ1", "as": "LAC02"}
ACTIVITY = {"each": "activity", "of": "voices", "as": "surveys"}
LAC01 = Item("LAC01", "Children looked after", "Care", "KQ3")
LAC02 = Item("LAC02", "Three or more placements", "Care", "KQ1")
CPP05 = Item("CPP05", "Children seen on time", "Protection", "KQ1")
MULTI_AGENCY = Item("multi_agency", "Multi-agency audits")


def notebook(*cells):
    return {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def group(litmus, name="lac01", call='report.page("LAC01")'):
    slot = {"slot": name, "heading": "More", **litmus}
    return [
        cell("markdown", f"{name}-heading", "### {name}", litmus=litmus),
        cell("code", name, call, litmus=litmus),
        cell("markdown", f"commentary-{name}", PLACEHOLDER, tags=["commentary"], litmus=slot),
    ]


def sources(template, listed):
    return [(each["id"], each["source"]) for each in expand(template, listed, "here")["cells"]]


def test_a_group_is_there_once_for_each_indicator_in_order():
    made = expand(notebook(cell("markdown", "a", "A"), *group(INDICATOR), cell("code", "z", "z")),
                  Contents([CPP05, LAC01]), "here")["cells"]  # fmt: skip
    assert [each["id"] for each in made] == [
        *("a", "cpp05-heading", "cpp05", "commentary-cpp05"),
        *("lac01-heading", "lac01", "commentary-lac01", "z"),
    ]
    heading, page, slot = made[1:4]
    assert heading["source"] == "### Children seen on time" and heading["metadata"] == {}
    assert page["source"] == 'report.page("CPP05")'
    assert slot["source"] == PLACEHOLDER
    assert slot["metadata"] == {
        "tags": ["commentary"],
        "litmus": {"slot": "cpp05", "heading": "More", "about": "indicator"},
    }


def test_indicators_stand_within_their_theme_and_a_theme_is_there_once():
    theme = cell("markdown", "theme-care", "## {name}", litmus=THEME)
    page = cell("code", "lac01", 'report.page("LAC01")', litmus=INDICATOR)
    assert sources(notebook(theme, page), Contents([LAC01, CPP05, LAC02])) == [
        ("theme-care", "## Care"),
        ("lac01", 'report.page("LAC01")'),
        ("lac02", 'report.page("LAC02")'),
        ("theme-protection", "## Protection"),
        ("cpp05", 'report.page("CPP05")'),
    ]


def test_indicators_stand_under_the_question_that_they_speak_to_first():
    first = cell("code", "lac02", "report.indicator('LAC02')", litmus=OF_KQ1)
    third = cell("code", "lac01", 'report.indicator("LAC01")', litmus=INDICATOR | {"of": "KQ3"})
    template = notebook(first, cell("markdown", "kq3", "## KQ3"), third)
    assert sources(template, Contents([LAC01, CPP05, LAC02])) == [
        ("cpp05", "report.indicator('CPP05')"),
        ("lac02", "report.indicator('LAC02')"),
        ("kq3", "## KQ3"),
        ("lac01", 'report.indicator("LAC01")'),
    ]


def test_an_activity_has_hyphens_in_its_id_and_underscores_in_its_code():
    cells = group(ACTIVITY, "surveys", 'report.qa.activity("surveys")')
    made = sources(notebook(*cells), Contents(activities={"voices": [MULTI_AGENCY]}))
    assert made[:2] == [
        ("multi-agency-heading", "### Multi-agency audits"),
        ("multi-agency", 'report.qa.activity("multi_agency")'),
    ]


def test_a_list_of_nothing_leaves_the_group_out():
    assert sources(notebook(*group(INDICATOR)), Contents()) == []


AFAR = notebook(*group(INDICATOR)[:1], cell("code", "a", "a"), *group(INDICATOR)[1:])


@pytest.mark.parametrize(
    ("template", "says"),
    [
        (
            group({"each": "indicater", "as": "LAC01"}),
            'for each "indicater"; expected one of theme',
        ),
        (group({"each": "indicator"}), "do not say which they are written for"),
        (AFAR["cells"], "written for LAC01, do not stand together"),
        (
            [*group(INDICATOR), cell("code", "cpp05", "1")],
            "the cell 'cpp05' would be there 2 times",
        ),
        (group(OF_KQ1, "lac02"), "no cells are for LAC01, which speaks to KQ3 first"),
        (group(ACTIVITY | {"of": "voice"}), "no such section under activities (they have voices)"),
        ([], 'no cells are for the activities of "voices"'),
    ],
)
def test_a_group_that_cannot_be_meant_is_refused(template, says):
    listed = Contents([LAC01, LAC02, CPP05], {"voices": [MULTI_AGENCY]})
    voices = group(ACTIVITY, "surveys") if template and "no such" not in says else []
    with pytest.raises(UsageError) as refused:
        expand(notebook(*template, *voices), listed, "params/x.yml and notebooks/x.ipynb")
    assert str(refused.value).startswith("params/x.yml and notebooks/x.ipynb: ")
    assert says in str(refused.value)


def test_a_slot_that_would_be_there_twice_is_refused():
    own = cell("markdown", "own", PLACEHOLDER, litmus={"slot": "cpp05"})
    with pytest.raises(UsageError, match="the slot 'cpp05' would be there 2 times"):
        expand(notebook(own, *group(INDICATOR)), Contents([LAC01, CPP05]), "here")


def test_cells_whose_ids_jupyter_drew_have_the_code_behind_them():
    slot = cell("markdown", "1f0c2e9a", PLACEHOLDER, litmus={"slot": "words", **INDICATOR})
    made = expand(notebook(slot), Contents([LAC01, CPP05]), "here")["cells"]
    named = [(each["id"], each["metadata"]["litmus"]["slot"]) for each in made]
    assert named == [("1f0c2e9a-lac01", "words-lac01"), ("1f0c2e9a-cpp05", "words-cpp05")]


def settings(**changes):
    given = {"title": "T", "notebook": "notebooks/x.ipynb", "period": "month", **changes}
    return ReportSettings.model_validate(given)


def test_names_come_from_the_catalogue_and_from_the_activities():
    listed = contents(settings(indicators=["LAC02"], activities={"a": ["dip_samples"]}))
    assert listed.indicators == [
        Item(
            "LAC02",
            "Looked-after children with three or more placements in the last 12 months",
            "Looked-after children",
            "KQ1",
        )
    ]
    assert listed.activities == {"a": [Item("dip_samples", "Dip samples")]}


def test_all_is_every_indicator_and_every_activity_that_no_other_section_lists():
    wanted = settings(indicators="all", activities={"a": ["surveys", "audits"], "b": "all"})
    found = complete(wanted, "params/x.yml")
    assert list(found.indicators) == list(catalogue())
    assert found.activities["a"] == ["surveys", "audits"]
    assert sorted(found.activities["a"] + found.activities["b"]) == sorted(titles())


def test_what_a_cell_names_need_not_be_listed():
    template = notebook(
        cell("code", "one", 'report.indicator("ASM02")'),
        cell("code", "several", 'report.side_by_side("LAC09 and others", "LAC01", "ASM02")'),
        cell("code", "own", "%matplotlib inline"),
        cell("code", "other", 'report.side_by_side(caption, "CIN02"); report.page(code)'),
        cell("code", "lac02", 'report.page("LAC02")', litmus=INDICATOR | {"as": "LAC02"}),
    )
    found = with_named(settings(beside=["CIN01"]), indicators_named(template))
    assert (found.indicators, found.beside) == (["ASM02"], ["CIN01", "LAC01", "CIN02"])


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"indicators": ["ASM99"]}, "params/x.yml, indicators: There is no indicator 'ASM99'."),
        ({"beside": ["ASM2"]}, "params/x.yml, beside: There is no indicator 'ASM2'. Did you mean"),
        ({"indicators": ["ASM02", "asm02"]}, "params/x.yml: ASM02 is there 2 times"),
        ({"indicators": ["ASM02"], "beside": ["ASM02"]}, "params/x.yml: ASM02 is there 2 times"),
        (
            {"activities": {"voices": ["complaint"]}},
            "params/x.yml, activities, voices: there is no activity 'complaint'. "
            "Did you mean complaints?",
        ),
        (
            {"activities": {"a": ["audits"]}, "assurance": "findings"},
            "params/x.yml, activities: a report with 'assurance: findings' collates no activity",
        ),
        ({"activities": {"a": ["audits"], "b": ["audits"]}}, "activities: audits is there 2 times"),
        (
            {"parts": [{"name": "Audits", "activity": "multi_agencies"}]},
            "params/x.yml, parts, Audits: there is no activity 'multi_agencies'. Did you mean",
        ),
        (
            {"parts": [{"name": "Audits", "activity": "multi_agency", "kinds": ["MACFAS"]}]},
            "Audits: there is no kind of multi_agency 'MACFAS'. Did you mean MACFA?",
        ),
        (
            {"parts": [{"name": "A", "activity": "advisers"}], "assurance": "findings"},
            "params/x.yml, parts: a report with 'assurance: findings' counts none",
        ),
    ],
)
def test_a_code_that_there_is_not_is_named_with_its_file(changes, says):
    with pytest.raises(UsageError) as refused:
        complete(settings(**changes), "params/x.yml")
    assert says in str(refused.value)


def test_an_indicator_that_there_is_not_is_named_with_its_cell():
    template = notebook(cell("code", "care", 'report.side_by_side("Care", "LAC99")'))
    with pytest.raises(UsageError, match=r"notebooks/x\.ipynb, cell care: There is no .*LAC99"):
        with_named(settings(), indicators_named(template))


def test_what_a_cell_shows_of_its_own_is_in_no_group(bench):
    own = cell("code", "own", 'report.indicator("ASM02")')
    bench.template(lambda cells: cells.extend([own, *group(INDICATOR)]))
    path = bench.project / "params" / "quarterly.yml"
    path.write_text(path.read_text().replace("[ASM02]", "[LAC01]"))
    planned = plan.make("quarterly", PERIOD, "sample", bench.outputs, {})
    assert planned.settings.indicators == ["LAC01", "ASM02"]
    ids = [each["id"] for each in planned.template["cells"]]
    assert ids[-4:] == ["own", "lac01-heading", "lac01", "commentary-lac01"]


def test_a_changed_list_keeps_the_words_of_each_and_makes_room_for_the_new(bench):
    """Indicators of a report are changed: one goes, with words, and one comes."""

    def write_list(codes):
        path = bench.project / "params" / "quarterly.yml"
        head = path.read_text().partition("indicators:")[0]
        path.write_text(f"{head}indicators: [{codes}]\n")

    bench.template(lambda cells: cells.extend(group(INDICATOR)))
    write_list("LAC01, CPP05")
    bench.run()
    bench.write("Of children looked after.", "commentary-lac01")
    bench.write("Of visits.", "commentary-cpp05")

    write_list("CPP05, ASM02")
    result = bench.run()
    assert "execute" in bench.done
    assert result.set_aside == ["lac01"]
    assert bench.cell("commentary-cpp05")["source"] == "Of visits."
    assert bench.cell("commentary-asm02")["source"] == PLACEHOLDER
    assert bench.sources()[-1] == "Of children looked after."

    write_list("LAC01, CPP05, ASM02")
    assert bench.run().set_aside == []
    assert bench.cell("commentary-lac01")["source"] == "Of children looked after."
