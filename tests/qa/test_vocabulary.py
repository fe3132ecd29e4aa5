"""Key areas and themes: what a council may settle, and how people's words become a theme."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litmus.base.errors import UsageError
from litmus.intake.contracts import load
from litmus.qa.vocabulary import key_areas, normalise, themes
from litmus.run.settings import report_names

PROJECT = Path(__file__).resolve().parents[2]
THEMES = themes(PROJECT)

AREAS = "ASSESSMENT:\n  title: Assessment\n  key_question: KQ2\n  indicators: [ASM02]\n"
DADS = "FATHERS:\n  title: Fathers\n  key_area: ASSESSMENT\n  synonyms: [dads, absent dads]\n"


@pytest.fixture
def council(tmp_path):
    """A project with these two files."""

    def write(areas: str = AREAS, listed: str = DADS) -> Path:
        (tmp_path / "params").mkdir(exist_ok=True)
        (tmp_path / "params" / "key_areas.yml").write_text(areas, encoding="utf-8")
        (tmp_path / "params" / "themes.yml").write_text(listed, encoding="utf-8")
        return tmp_path

    return write


def test_the_key_areas_are_those_of_the_audit_form():
    areas = key_areas(PROJECT)
    judged = load(PROJECT / "data_contracts")["qa_audit_judgement"]
    assert set(areas) == set(judged.columns["auj_key_area"].allowed)


def test_the_key_areas_are_tied_as_the_framework_asks():
    areas = key_areas(PROJECT)
    assert areas["VOICE_OF_CHILD"].key_question == "KQ1"
    assert areas["MULTI_AGENCY"].key_question == "KQ3"
    assert areas["EQUALITY_DIVERSITY"].key_question == "KQ4"
    assert areas["IMPACT_OUTCOMES"].key_question == "KQ5"
    assert areas["PERMANENCE"].indicators == ("LAC02", "LAC03", "ADO01", "ADO02")


def test_every_theme_has_words_that_people_use_and_the_key_question_of_its_key_area():
    areas = key_areas(PROJECT)
    for theme in THEMES.values():
        assert len(theme.synonyms) >= 4, theme.code
        assert theme.key_question == areas[theme.key_area].key_question


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("voice of the child", "VOICE_OF_CHILD"),
        ("VOICE_OF_CHILD", "VOICE_OF_CHILD"),
        ("Child’s voice", "VOICE_OF_CHILD"),
        ("Dads not involved", "FATHERS"),
        ("  dads   NOT involved. ", "FATHERS"),
        ("Drift & delay", "DRIFT_AND_DELAY"),
        ("step-down", "STEP_DOWN"),
        ("stepdown", None),  # no synonym: listed for somebody to decide on
        ("neglekt", None),
        ("neglect and fathers", None),
        ("", None),
        (" - ", None),
    ],
)
def test_words_become_the_theme_whose_synonym_they_are(words, code):
    assert normalise(words, THEMES) == code


CALLED = [
    (words, theme.code)
    for theme in THEMES.values()
    for words in (theme.code, theme.title, *theme.synonyms)
]


@given(st.sampled_from(CALLED), st.sampled_from([str.upper, str.lower, str.title]), st.data())
def test_capitals_spaces_and_punctuation_make_no_difference(called, spelling, data):
    words, code = called
    gap = st.sampled_from([" ", "  ", " - ", "\t", "\u00a0"])
    said = "".join(data.draw(gap) if letter == " " else letter for letter in words)
    around = data.draw(st.sampled_from(["", ".", " ", "!"]))
    assert normalise(around + spelling(said) + around, THEMES) == code


@given(st.text(max_size=30))
def test_nothing_is_guessed(words):
    code = normalise(words, THEMES)
    if code:
        letters = "".join(c for c in words.casefold().replace("&", "and") if c.isalnum())
        spoken = {"".join(each.split()) for each in THEMES[code].spellings}
        assert letters in spoken


@pytest.mark.parametrize(
    ("areas", "listed", "said"),
    [
        (AREAS.replace("KQ2", "KQ9"), DADS,
         "params/key_areas.yml, ASSESSMENT: there is no key question KQ9. Known: KQ1,"),
        (AREAS.replace("ASM02", "ASM99"), DADS,
         "params/key_areas.yml, ASSESSMENT: there is no indicator ASM99. Known:"),
        (AREAS.replace("title", "titel"), DADS, "params/key_areas.yml, ASSESSMENT: "),
        (AREAS, DADS.replace("key_area: ASSESSMENT", "key_area: COOKING"),
         "params/themes.yml, FATHERS: there is no key area COOKING. Known: ASSESSMENT."),
        (AREAS, DADS + DADS.replace("FATHERS", "MEN").replace("Fathers", "Men"),
         "params/themes.yml, MEN: “absent dads” also means FATHERS."),
        (AREAS, DADS.replace("FATHERS:", "fathers:"), "params/themes.yml: 'fathers' is no code."),
        (AREAS, "- FATHERS", "params/themes.yml: expected a list of codes with a title each."),
        (AREAS, DADS.replace("[dads", "[1"), "params/themes.yml, FATHERS: synonyms.0: "),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused_with_its_place(council, areas, listed, said):
    with pytest.raises(UsageError) as error:
        themes(council(areas, listed))
    assert str(error.value).startswith(said)


def test_a_council_may_add_its_own_words(council):
    mine = themes(council(listed=DADS.replace("absent dads", "Papa's role")))
    assert normalise("papas role", mine) == "FATHERS"
    assert mine["FATHERS"].key_question == "KQ2"


def test_neither_list_is_taken_for_a_report():
    assert not {"key_areas", "themes"} & set(report_names(PROJECT))


JUDGES = r"\b(not|no|lack|poor|weak|drift|delay|missing|absent|late|good|strong)\b"


@pytest.mark.parametrize("code", list(themes(PROJECT)))
def test_a_themes_name_is_neutral_as_it_heads_strengths_and_concerns(code):
    """ "A strength: plans that are not SMART" cannot be printed; old names are still understood."""
    assert not re.search(JUDGES, themes(PROJECT)[code].title.lower())


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Plans that are not SMART", "PLANS_NOT_SMART"),
        ("Drift and delay", "DRIFT_AND_DELAY"),
        ("Fathers and absent parents", "FATHERS"),
    ],
)
def test_forms_that_name_a_theme_by_its_former_name_are_read(words, code):
    assert normalise(words, themes(PROJECT)) == code
