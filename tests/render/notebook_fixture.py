"""An executed quarterly notebook as a run leaves it: every kind of output, and people's cells.

The figures are made up; the shapes are those that the report's own cells and JupyterLab give.
"""

import base64
import io
from functools import cache
from typing import Any

from nbformat import NotebookNode, from_dict

LITMUS = "application/vnd.litmus+json"
SVG = "image/svg+xml"
PLACEHOLDER = "*Commentary: write here.*"
TITLE = "Quarterly quality assurance report, Sample City, January to March 2016"
# Every character that HTML or Typst could take for its own.
HOSTILE = (
    r"""# $x$ *not bold _ nor <italic> @label \ "quotes" 'single' #set page(width: 1pt) """
    r"""`code` ~ [x] & &amp; {{ 7*7 }} <%= 1 %> -- --- ..."""
)

QUESTIONS = [
    ("kq1", "What is life like for children and young people?"),
    (
        "kq2",
        "What is the quality and timeliness of our intervention, assessment and care planning?",
    ),
    ("kq3", "How well do agencies work together to improve outcomes for children?"),
    ("kq4", "How well do we address issues of equality and diversity?"),
    ("kq5", "What difference have we made to their situation and outcomes?"),
    ("kq6", "What action is needed to further improve services?"),
]
INDICATORS = {
    "kq1": [
        ("CPP05", "Child protection plans reviewed within timescales", 85.2, 95.0),
        ("LAC02", "Looked-after children with three or more placements in the year", 10.3, 9.0),
    ],
    "kq2": [
        ("ASM02", "Assessments completed within 45 working days", 78.9, 85.0),
        ("ICP01", "Initial child protection conferences within 15 working days", 68.4, 80.0),
    ],
    "kq5": [("CLV02", "Care leavers in education, employment or training", 55.0, 60.0)],
}


def cell(kind: str, id: str, source: str, **more: Any) -> dict[str, Any]:
    found = {"cell_type": kind, "id": id, "metadata": {}, "source": source, **more}
    if kind == "code":
        found = {"execution_count": 1, "outputs": [], **found}
    return found


def markdown(id: str, source: str, tags: tuple[str, ...] = (), **more: Any) -> dict[str, Any]:
    return cell("markdown", id, source, metadata={"tags": list(tags)} if tags else {}, **more)


def code(id: str, *outputs: dict[str, Any]) -> dict[str, Any]:
    return cell("code", id, f"report.secret_{id.replace('-', '_')}()", outputs=list(outputs))


def slot(name: str, source: str = PLACEHOLDER) -> dict[str, Any]:
    return markdown(f"commentary-{name}", source, ("commentary",))


def display(data: dict[str, Any], metadata: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"output_type": "display_data", "data": data, "metadata": metadata or {}}


def litmus(form: dict[str, Any], **more: Any) -> dict[str, Any]:
    return display({"text/plain": "…", LITMUS: form, **more})


def text(sentence: str) -> dict[str, Any]:
    return litmus({"kind": "text", "text": sentence}, **{"text/html": f"<p>{sentence}</p>"})


def table(
    caption: str, columns: list[tuple[str, str]], rows: list[list[str]], note: str = ""
) -> Any:
    names = [{"name": name, "align": align} for name, align in columns]
    return litmus(
        {"kind": "table", "caption": caption, "columns": names, "rows": rows, "note": note}
    )


def chart(code: str, title: str, value: float, target: float) -> dict[str, Any]:
    quarters = ["2014Q2", "2014Q3", "2014Q4", "2015Q1", "2015Q2", "2015Q3", "2015Q4", "2016Q1"]
    values = [value + d for d in (6.4, 5.9, 4.1, 4.6, 2.2, 1.7, 0.9, 0.0)]
    alt = (
        f"Line chart of {title.lower()} by quarter, 2014Q2 to 2016Q1: first {values[0]:.1f}%, "
        f"last {values[-1]:.1f}%, highest {max(values):.1f}%, lowest {min(values):.1f}%; "
        f"target {target:.1f}%."
    )
    form = {
        "kind": "chart",
        "title": f"{title} ({code}), last eight quarters",
        "alt": alt,
        "caption": "The dashed line is the target; the shaded band is usual variation.",
        "columns": [
            {"name": "Quarter", "align": "left"},
            {"name": "Value", "align": "right"},
            {"name": "Number", "align": "right"},
            {"name": "Of", "align": "right"},
        ],
        "rows": [
            [q, f"{v:.1f}%", f"{int(v * 8):,}", "800"]
            for q, v in zip(quarters, values, strict=True)
        ],
    }
    return display(
        {
            "text/plain": alt,
            SVG: drawing(tuple(quarters), tuple(values), target),
            LITMUS: form,
        },
        {SVG: {"alt": alt}},
    )


@cache
def drawing(labels: tuple[str, ...], values: tuple[float, ...], target: float) -> str:
    """A chart as the report draws it."""
    from litmus.report.charts.kinds import draw
    from litmus.report.charts.line import ChartLine, ChartPoint

    points = [
        ChartPoint(n, label, value, target)
        for n, (label, value) in enumerate(zip(labels, values, strict=True))
    ]
    wide, _ = draw(ChartLine(points, "{:.1f}%".format, ceiling=100.0))
    return wide


@cache
def line_chart(labels: tuple[str, ...], values: tuple[float, ...], target: float) -> str:
    """A base64 PNG like those of the report: 7 by 3 inches at 160 dots an inch."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 2.8), dpi=160, layout="constrained")
    axes = figure.subplots()
    axes.plot(labels, values, marker="o", color="#1d4f76")
    axes.axhline(target, linestyle="--", color="#8a4b00")
    axes.annotate(f"target {target:.0f}%", (0, target), fontsize=9)
    axes.spines[["top", "right"]].set_visible(False)
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png")
    return base64.b64encode(buffer.getvalue()).decode()


def indicator(code_: str, name: str, value: float, target: float) -> list[dict[str, Any]]:
    gap = f"{abs(value - target):.1f} points {'below' if value < target else 'above'}"
    return [
        markdown(f"heading-{code_.lower()}", f"### {name}"),
        code(
            f"indicator-{code_.lower()}",
            text(
                f"{value}% ({int(value * 8):,} of 800) in the 12 months to 31 March 2016, {gap} "
                f"the target of {target}%, and 2.2 points lower than in the 12 months to "
                "31 December 2015. England 2015/16: 83.4%."
            ),
            chart(code_, name, value, target),
            table(
                f"{name}: latest windows",
                [("Window", "left"), ("Value", "right"), ("Number", "right"), ("Of", "right")],
                [
                    ["12 months to 31 March 2016", f"{value}%", f"{int(value * 8):,}", "800"],
                    ["January to March 2016", f"{value - 1.3:.1f}%", "152", "196"],
                    ["March 2016", f"{value + 0.4:.1f}%", "58", "73"],
                ],
                "95% interval 76.2% to 81.4% (Wilson).",
            ),
        ),
    ]


def overview(slot_name: str) -> dict[str, Any]:
    columns = [
        ("Indicator", "left"),
        ("Value", "right"),
        ("Number of", "right"),
        ("Target", "right"),
        ("Rating", "left"),
        ("Change", "right"),
        ("England 2015/16", "right"),
    ]
    rows = [
        [
            f"{name} ({code_})",
            f"{value}%",
            f"{int(value * 8):,} of 800",
            f"{target}%",
            "● red" if value < target - 5 else "▲ amber",
            "−2.2",
            "83.4%",
        ]
        for code_, name, value, target in INDICATORS.get(slot_name, INDICATORS["kq2"])
    ]
    return code(
        f"overview-{slot_name}", table("Indicators that speak to this question", columns, rows)
    )


SUMMARY = """Timeliness of **assessments** has fallen for the *fourth* quarter running. We know
the causes:

- two vacancies in the Fosse team, now filled;
- late authorisation, which the new managers' checklist addresses:
  1. managers see a list each Monday,
  2. the list is discussed on Thursday;
- a rise in referrals from schools after the ~~summer~~ autumn half term.

### What we will do

See the [improvement plan](https://www.example.org/plan?a=1&b=2) and <https://www.example.org/board>.

| Action | Owner | By |
|:--|:--|--:|
| Fill the **two** vacancies | Head of Service | 30 April 2016 |
| Weekly list of assessments past 35 days | QA Manager | 15 April 2016 |

> "My social worker listened and did what she said." (young person, 15)
"""

LONG = " ".join(
    [
        "The audit of 24 files in February found that plans name what is to change for the child "
        "in most cases, but that the views of fathers are missing in a third of them; this repeats "
        "the finding of the autumn, and the workshops held since have reached half of the teams."
    ]
    * 6
)

RAW_HTML = """Words before <script>alert("inline")</script>, <b>bold by hand</b>, a line<br>break.

<script>document.title = "taken over"</script>

<img src="https://www.example.org/track.png" onerror="alert(1)">

[click me](javascript:alert(1)) and ![a remote picture](https://www.example.org/x.png)

<!-- a note to myself: not for readers -->

A child's words: <mum said no> and 3 < 5 > 2.
"""

MARK = (
    "**Written when** Child protection plans reviewed within timescales (CPP05) was 87.4% (699 of "
    "800), **now** 85.2% (681 of 800).\n\n- [ ] These words still hold"
)

PANDAS = """<div>
<style scoped>.dataframe tbody tr th { vertical-align: top; }</style>
<table border="1" class="dataframe">
  <thead>
    <tr style="text-align: right;"><th></th><th>team</th><th>open</th><th>share</th></tr>
  </thead>
  <tbody>
    <tr><th>0</th><td>Fosse &lt;North&gt;</td><td>42</td><td>0.31</td></tr>
    <tr><th>1</th><td>Castle</td><td>57</td><td>NaN</td></tr>
  </tbody>
</table>
<p>2 rows × 3 columns</p>
</div>"""


def pandas_wide(columns: int = 24) -> str:
    head = "".join(f"<th>month_{n:02}</th>" for n in range(1, columns + 1))
    body = "".join(
        f"<tr><th>Team {r}</th>"
        + "".join(f"<td>{r * n}</td>" for n in range(1, columns + 1))
        + "</tr>"
        for r in range(1, 4)
    )
    head = f"<thead><tr><th></th>{head}</tr></thead>"
    return f"<table class='dataframe'>{head}<tbody>{body}</tbody></table>"


def added_cells() -> list[dict[str, Any]]:
    """What a person added below a question: words, a table, numbers, a picture, leftovers."""
    picture = line_chart(("a", "b", "c"), (1.0, 3.0, 2.0), 2.5)
    return [
        markdown("added-1", "#### A look at the teams\n\nAdded by the QA Manager."),
        code(
            "added-2",
            {
                "output_type": "execute_result",
                "execution_count": 2,
                "metadata": {},
                "data": {"text/html": PANDAS, "text/plain": "  team open share\n0 ..."},
            },
        ),
        code(
            "added-3",
            {"output_type": "stream", "name": "stdout", "text": "\x1b[31mTotal\x1b[0m open: 99\n"},
            {
                "output_type": "stream",
                "name": "stderr",
                "text": "/home/x/lib.py:1: FutureWarning: no\n",
            },
            {
                "output_type": "execute_result",
                "execution_count": 3,
                "metadata": {},
                "data": {"text/plain": "99"},
            },
        ),
        code(
            "added-4",
            {
                "output_type": "execute_result",
                "execution_count": 4,
                "metadata": {},
                "data": {"text/plain": "<Axes: title={'center': 'x'}>"},
            },
            display({"image/png": picture, "text/plain": "<Figure size 640x480 with 1 Axes>"}),
        ),
        code("added-5", display({"text/html": pandas_wide(), "text/plain": "wide"})),
    ]


def long_table() -> dict[str, Any]:
    columns = [("Table", "left"), ("Rule", "left"), ("Severity", "left"), ("Rows", "right")]
    rows = [
        [
            f"ssd_cin_assessments_{n}",
            f"An assessment ends before it starts (rule {n}).",
            "error" if n % 3 else "warning",
            f"{n * 37:,}",
        ]
        for n in range(1, 81)
    ]
    return code(
        "quality-rules",
        table(
            "Rules and the rows that broke them",
            columns,
            rows,
            "Rows in error are left out of every figure.",
        ),
    )


def title_cell() -> dict[str, Any]:
    return code(
        "title",
        litmus(
            {
                "kind": "title",
                "title": "Quarterly quality assurance report",
                "subtitle": "Sample City, January to March 2016 (quarter 4 of 2015/16)",
                "facts": [
                    ["Data", "the sample council, to 31 March 2016"],
                    ["Status", "provisional"],
                    ["Data fingerprint", "3f9a0c7712bd"],
                    ["Litmus", "0.1.0"],
                ],
            }
        ),
    )


def quarterly() -> NotebookNode:
    """The whole report, complete."""
    cells = [cell("code", "parameters", "period = '2016Q1'", metadata={"tags": ["parameters"]})]
    cells += [title_cell(), markdown("summary", "## Summary")]
    cells += [
        code(
            "summary-list",
            litmus(
                {
                    "kind": "list",
                    "items": [
                        "3 of 12 indicators meet their targets; 6 are over 5 points off.",
                        "Referrals: 4,912 in the year, 586.3 per 10,000 children, up 4.1%.",
                        "Assessments completed within 45 working days: 78.9% (2,415 of 3,061), "
                        "6.1 points below the target of 85.0%.",
                    ],
                }
            ),
        )
    ]
    cells += [slot("summary", SUMMARY)]
    slots = {"kq1": LONG, "kq3": RAW_HTML, "kq4": HOSTILE}
    for name, question in QUESTIONS:
        cells += [markdown(name, f"## {question}"), overview(name)]
        for found in INDICATORS.get(name, []):
            cells += indicator(*found)
        if name == "kq1":
            cells += [markdown("mark-kq1", MARK, ("commentary-mark",))]
        cells += [slot(name, slots.get(name, PLACEHOLDER))]
        if name == "kq2":
            cells += added_cells()
    cells += [
        markdown("data-quality", "## Data quality"),
        code(
            "quality",
            litmus(
                {
                    "kind": "notice",
                    "level": "warning",
                    "text": "0.8% of rows were left out of the figures.",
                }
            ),
            litmus(
                {"kind": "notice", "level": "info", "text": "Early help is not in this source."}
            ),
        ),
        long_table(),
        slot("data-quality", ""),
        markdown("method", "## How the figures were made"),
        code("method-text", text("Each figure is computed once from the checked tables.")),
        markdown(
            "set-aside", "## Set aside\n\nThese words stood in slots that the report no longer has."
        ),
        slot("kq9", "An old remark that nobody should lose."),
    ]
    return notebook(cells)


def incomplete() -> NotebookNode:
    """What a failing cell leaves behind."""
    error = {
        "output_type": "error",
        "ename": "ValueError",
        "evalue": "child 4711",
        "traceback": ["child 4711"],
    }
    cells = [
        markdown(
            "papermill-error",
            "<span style='color:red'>An Exception</span>",
            ("papermill-error-cell-tag",),
        ),
        title_cell(),
        markdown("summary", "## Summary"),
        code("summary-list", error),
        slot("summary", "Kept words."),
    ]
    return notebook(cells, {"litmus": {"status": "incomplete"}})


def notebook(cells: list[dict[str, Any]], metadata: dict[str, Any] | None = None) -> NotebookNode:
    return from_dict(
        {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata or {}, "cells": cells}
    )
