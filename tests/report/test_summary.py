"""The summary names what improved, what worsened, what is off target, what is not available."""

from dataclasses import replace

from litmus.report.feed import Figure
from litmus.report.summary import summary
from report import council


def said(*rows: Figure, codes: str = "ASM02 ASM03 LAC01") -> list[str]:
    declarations = tuple(council.BY_CODE[code] for code in codes.split())
    return summary(council.context(declarations=declarations), council.lookup(list(rows)))


def headline(code: str, numerator: int, denominator: int, **more) -> Figure:
    declaration = council.BY_CODE[code]
    window = council.history(declaration.window, council.END, 1)[0]
    return council.figure(declaration, window, numerator, denominator, **more)


def test_every_way_of_moving_has_its_sentence():
    # 80% after 79.0%: up 1 point, better. 12% after 10%: up 2 points, worse.
    # 838 of 83,785 is 100.0 per 10,000 after 99.0: neither better nor worse.
    assert said(
        headline("ASM02", 80, 100, previous=79.0),
        headline("ASM03", 12, 100, previous=10.0),
        headline("LAC01", 838, 0, previous=99.0),
    ) == [
        "3 indicators were measured for January to March 2016.",
        "Improved since October to December 2015: Single assessments completed within 45 working "
        "days (80.0%, up 1.0 point).",
        "Worsened since October to December 2015: Open single assessments over 45 working days "
        "(12.0%, up 2.0 points).",
        "Up, where neither way is better, since October to December 2015: Looked-after children "
        "per 10,000 (100.0, up 1.0).",
        "Off target: 2 of the 2 that have a target: Single assessments completed within 45 "
        "working days (80.0%, target 85.0%); Open single assessments over 45 working days "
        "(12.0%, target 10.0%).",
    ]


def test_that_nothing_improved_or_worsened_is_said():
    lines = said(headline("ASM02", 80, 100, previous=80.0), codes="ASM02")
    assert "None improved since October to December 2015." in lines
    assert "None worsened since October to December 2015." in lines
    assert "About the same since October to December 2015: Single assessments completed within " \
        "45 working days (80.0%)." in lines  # fmt: skip


def test_without_earlier_figures_no_change_is_claimed():
    lines = said(headline("ASM02", 90, 100), codes="ASM02")
    assert lines == [
        "1 indicator was measured for January to March 2016.",
        "Nothing can be said about change since October to December 2015: there are no earlier "
        "figures.",
        "On target: all 1 that have a target.",
    ]


def test_what_cannot_be_compared_is_named_beside_what_can():
    lines = said(headline("ASM02", 80, 100, previous=79.0), headline("ASM03", 8, 100))
    assert "No earlier figure to compare with: Open single assessments over 45 working days." in (
        lines
    )


def test_what_is_not_available_is_named():
    missing = replace(headline("ASM02", 0, 0), reason="no assessments in this source")
    lines = said(missing, codes="ASM02")
    assert lines == [
        "1 indicator was due for January to March 2016; 0 can be used.",
        "Not available: 1 of 1: Single assessments completed within 45 working days.",
    ]


def test_a_held_figure_is_left_out_of_every_claim():
    held = headline("ASM02", 10, 100, previous=90.0, status="held for data quality")
    lines = said(held, headline("ASM03", 8, 100, previous=9.0), codes="ASM02 ASM03")
    assert lines[0].endswith("2 indicators were due for January to March 2016; 1 can be used.")
    assert "None worsened since October to December 2015." in lines
    assert "On target: all 1 that have a target." in lines
    assert "Held for data quality, and left out above: Single assessments completed within 45 " \
        "working days." in lines  # fmt: skip


def test_small_numbers_are_named():
    lines = said(headline("ASM02", 8, 9, previous=80.0), codes="ASM02")
    assert lines[-1] == (
        "Small numbers, where a change may well be chance: Single assessments completed within "
        "45 working days."
    )


def test_the_whole_report_fits_in_a_handful_of_sentences():
    lines = summary(council.context(), council.lookup())
    assert len(lines) <= 6
    named = " ".join(lines)
    assert all(d.name in named for d in council.DECLARATIONS)
