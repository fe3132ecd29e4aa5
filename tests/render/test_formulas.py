"""A formula is drawn where every sign of it is, and shown as it was typed where not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litmus.render import formulas, pdf
from litmus.render.text import Formula
from render import notebook_fixture as made


def words(formula: Formula) -> str:
    return formula.text + "".join(words(part) for part in formula.parts)


@pytest.mark.parametrize(
    ("tex", "signs"),
    [
        (r"\frac{a*1000}{b*12}", "a*1000b*12"),
        (r"x_i^2 \leq \sqrt[3]{y} - 95\%", "xi2≤y3−95%"),
        (r"\text{open < cases} \times 2", "open\u00a0<\u00a0cases×2"),
        (r"\sum_{i=1}^{n} x_i", "∑i=1nxi"),
        (r"\left( \bar{x} \right)", "(x¯)"),
    ],
)
def test_every_sign_is_drawn(tex, signs):
    found = formulas.read(tex)
    assert found is not None and words(found) == signs


@pytest.mark.parametrize(
    "tex",
    [
        "95% of x",  # what follows the % is a remark to TeX
        r"\unknown{x}",
        r"\color{red}x",
        r"\href{javascript:x}{y}",
        r"\begin{matrix}a&b\\c&d\end{matrix}",
        *("{", r"\frac{a}", r"\frac{" * 200, "^" * 50, ""),
    ],
)
def test_what_cannot_be_drawn_whole_is_not_drawn(tex):
    found = formulas.read(tex)
    assert found is None or not tex


TEX = st.sampled_from(
    [*"xz1*-+=<>%&{}^_'~#£", r"\frac{", r"\sqrt{", r"\sqrt[z]{", r"\le", r"\\", r"\%"]
)


@settings(max_examples=100, deadline=None)
@given(st.lists(TEX, max_size=14).map(" ".join))
def test_no_letter_figure_or_sign_is_ever_lost(tex):
    found = formulas.read(tex)
    if found is not None:
        shown = words(found).replace("−", "-")
        for sign in "xz1*-+=<>£":
            assert shown.count(sign) >= tex.count(sign)


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(st.lists(TEX, min_size=1, max_size=14).map(" ".join))
def test_any_formula_makes_a_pdf(tex):
    for typed in (f"${tex.strip()}$", f"$${tex}$$"):
        pdf.render(made.notebook([made.slot("a", f"Rate {typed} here")]), title="T")
