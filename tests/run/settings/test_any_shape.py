"""Settings of any encoding and shape: read, or refused with the file, the line and what was
expected; never with an error of our own."""

import re
import shutil
import time
import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given
from hypothesis import settings as bounded
from hypothesis import strategies as st

from drawing import to_draw
from litmus.base.council import Council, read_council
from litmus.base.errors import UsageError
from litmus.figures.benchmarks.councils import read_councils
from litmus.figures.benchmarks.settings import read_neighbours
from litmus.figures.judging import Aims
from litmus.figures.targets import read_targets
from litmus.indicators import EVERY, catalogue
from litmus.indicators.parameters import read_parameters
from litmus.intake.forms import reader
from litmus.publish.dashboard.access import read_access
from litmus.publish.dashboard.settings import read_live
from litmus.publish.delivery.settings import read_delivery
from litmus.publish.evidence.settings import read as read_evidence
from litmus.publish.publication.settings import read_publication
from litmus.qa.deep_dive_children import settings as deep_dives
from litmus.qa.gravest import read_rules
from litmus.qa.programme.requirements import audit_programme
from litmus.qa.vocabulary import themes
from litmus.run.reporting_calendar.settings import read_calendar
from litmus.run.settings import read_report, report_names

PROJECT = Path(__file__).resolve().parents[3]
COUNCIL = "name: Ö\nsample: false\nla_code: {code}\nsource: ssd:data\n"


def everything(project: Path) -> None:
    """Read all of params/, as the commands do."""
    read_council(project)
    for name in report_names(project):
        read_report(project, name)
    Aims.read(project, EVERY.values(), own=True)
    read_councils(project)
    read_neighbours(project)
    catalogue(read_parameters(project))
    deep_dives(project, themes(project))
    audit_programme(project)
    reader.load(project)
    read_delivery(project)
    read_access(project / "params/access.yml")
    read_live(project)
    read_rules(project)
    read_evidence(project)
    read_publication(project)
    read_calendar(project)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The shipped settings, with one form of 22 and the one that a map reads."""
    others = [path.name for path in (PROJECT / "params/forms").iterdir()]
    others = [name for name in others if name not in ("visit.yml", "feedback.yml")]
    shutil.copytree(PROJECT / "params", tmp_path / "params", ignore=lambda *_: others)
    return tmp_path


def council(project: Path, **changes: str) -> Council:
    text = (PROJECT / "params/council.yml").read_text(encoding="utf-8")
    for name, value in changes.items():
        text = re.sub(rf"^{name}:.*$", lambda _, v=f"{name}: {value}": v, text, flags=re.M)
    (project / "params/council.yml").write_text(text, encoding="utf-8")
    return read_council(project)


FILES = sorted(
    str(path.relative_to(PROJECT / "params"))
    for path in (PROJECT / "params").rglob("*")
    if path.is_file() and path.parent.name != "forms"
)
FILES.append("forms/visit.yml")


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_another_encoding_is_named_with_its_line(project: Path, name: str, encoding: str) -> None:
    path = project / "params" / name
    text = "# Zoë\n" + path.read_text(encoding="utf-8")
    if name.endswith(".csv"):
        text = path.read_text(encoding="utf-8").replace("\n", "\nZoë", 1)
    path.write_bytes(text.encode(encoding, "replace"))
    with pytest.raises(UsageError, match=rf"params/{name}, line \d+: .*Save it as UTF-8"):
        everything(project)


@pytest.mark.parametrize("name", [each for each in FILES if each.endswith(".yml")])
def test_a_number_as_a_name_is_understood_or_refused(project: Path, name: str) -> None:
    path = project / "params" / name
    path.write_text(f"{path.read_text(encoding='utf-8').rstrip()}\n2016: 3\n", encoding="utf-8")
    with suppress(UsageError):
        everything(project)


@pytest.mark.slow
def test_a_mark_of_utf_8_and_other_line_ends_make_no_difference(project: Path) -> None:
    paths = [project / "params" / name for name in FILES]
    as_shipped = [path.read_bytes() for path in paths]
    for change in (
        lambda content: b"\xef\xbb\xbf" + content,
        lambda content: content.replace(b"\n", b"\r\n"),
    ):
        for path, content in zip(paths, as_shipped, strict=True):
            path.write_bytes(change(content))
        everything(project)  # which names the file where there is something wrong with one


@pytest.mark.parametrize(
    ("written", "kept"),
    [("856", "856"), ("0310", "0310"), ("'0310'", "0310"), ("E06000016", "E06000016")],
)
def test_a_code_is_kept_as_it_was_written(project: Path, written: str, kept: str) -> None:
    assert council(project, la_code=written).la_code == kept


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": "[A]"}, "name: expected text"),
        ({"name": "true"}, "if it is one (found True, line 2)"),
        ({"name": ""}, "if it is one (found nothing, line 2)"),
        ({"la_code": "856.0"}, "la_code: "),
        ({"la_code": "yes please"}, "la_code: "),
        ({"sample": "maybe"}, "sample: expected true or false (found 'maybe', line 5)"),
        ({"population": "{2015: -3}"}, "population.2015: "),
        ({"population": "{2015: 0}"}, "population.2015: "),
        ({"population": "{2015: 83,785}"}, "population.785: "),
        ({"population": "{2015: 83.785}"}, "population.2015: expected a whole number"),
        ({"population": "{15: 83785}"}, "population.15: "),
        ({"population": "[83785]"}, "population: expected names with a colon"),
        ({"hold_above_percent": "500"}, "hold_above_percent: "),
        ({"hold_above_percent": "-1"}, "hold_above_percent: "),
        ({"provisional_days": "28 days"}, "days: expected a whole number (found '28 days', line"),
        ({"provisional_days": "-1"}, "provisional_days: "),
        ({"provisional_days": "28\nprovisional_day: 3"}, "did you mean provisional_days?"),
        ({"name": "A\nname: B"}, "line 3: name is there a second time (first in line 2)"),
        ({"name": "&a A"}, "line 2: &a stands for something written elsewhere"),
        ({"name": "!!python/name:os.system"}, "line 2: the tag "),
        ({"name": "A\n\tb: c"}, "line 3 is not valid YAML: it begins with a tab"),
        ({"name": "A: B"}, "line 2 is not valid YAML"),
    ],
)  # fmt: skip
def test_a_wrong_entry_says_where_and_what(
    project: Path, changes: dict[str, str], says: str
) -> None:
    with pytest.raises(UsageError) as error:
        council(project, **changes)
    assert "params/council.yml" in str(error.value)
    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_words_that_yaml_takes_for_something_else_stay_words(project: Path) -> None:
    assert council(project, name="Norway", source="no").source == "no"
    assert council(project, sample="yes").sample is True
    (project / "params/indicators.yml").write_text("CON01: {exclude_open_cases: off}\n")
    assert read_parameters(project) == {"CON01": {"exclude_open_cases": False}}


def test_a_section_with_nothing_in_it_says_nothing(project: Path) -> None:
    found = council(project, population="", provisional_days="~")
    assert (found.population, found.provisional_days) == ({}, 28)


@pytest.mark.slow
@pytest.mark.parametrize("sign", ["#", "# "])
@pytest.mark.parametrize("name", ["council", "indicators"])
def test_examples_can_be_used_by_taking_away_their_sign(
    project: Path, name: str, sign: str
) -> None:
    path = project / "params" / f"{name}.yml"
    example = re.compile(rf"^{sign}(?=  )", re.M)  # examples stand farther in than remarks
    text = example.sub("", path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    everything(project)
    if name == "council":
        assert read_council(project).population == {2015: 83785}
    else:
        found = read_parameters(project)
        assert found == {"CPP05": {"days": 15}, "CON01": {"exclude_open_cases": False}}


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("0.8", "expected per cent, 0 or from 1 to 100 (found 0.8); did you mean 80?"),
        ("800", "expected per cent, 0 or from 1 to 100 (found 800)"),
        ("-80", "value: "),
        ("eighty", "value: expected a number such as 85 or 85.5 (found 'eighty'"),
        ("80%", "value: expected a number"),
        (".nan", "value: expected a number"),
        ("2015-03-20", "value: expected a number"),
    ],
)
def test_a_target_that_cannot_be_meant(project: Path, value: str, says: str) -> None:
    entry = (
        f"{{value: {value}, green_at: 80, amber_at: 70, approved_by: A, approved_on: 2015-03-19}}"
    )
    (project / "params/targets.yml").write_text(f'ASM02:\n  "2015/16": {entry}\n')
    with pytest.raises(UsageError) as error:
        everything(project)
    assert "params/targets.yml, ASM02, 2015/16" in str(error.value)
    assert says in str(error.value)


@pytest.mark.parametrize("day", ["20150319", "19/03/2015", "2015-02-30", "2015-3-19", "soon", ""])
def test_a_day_that_is_none(project: Path, day: str) -> None:
    entry = f"{{value: 80, green_at: 80, amber_at: 70, approved_by: A, approved_on: {day}}}"
    (project / "params/targets.yml").write_text(f'ASM02:\n  "2015/16": {entry}\n')
    with pytest.raises(UsageError, match=r"approved_on: expected a date such as 2016-03-17"):
        read_targets(project)


BOMBS: dict[str, Callable[[], str]] = {
    "laughs": lambda: (
        "a0: &a0 [x, x]\n"
        + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    ),
    "deep lists": lambda: "[" * 900_000,
    "deep mappings": lambda: "{a: " * 400_000,
    "deep hyphens": lambda: "- " * 900_000,
    "long": lambda: "a: 1\n" * 380_000,
    "larger": lambda: "#" * 3_000_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", BOMBS)
def test_what_would_grow_is_refused_at_once(project: Path, name: str) -> None:
    text = BOMBS[name]()
    (project / "params/council.yml").write_text(text)
    tracemalloc.start()
    begun = time.process_time()
    with pytest.raises(UsageError, match=r"params/council\.yml"):
        read_council(project)
    spent, (_, peak) = time.process_time() - begun, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert spent < 3  # tracing takes its time, and so do others on this machine: else a third
    assert peak < 200_000_000


SHAPES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 99999)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(["", "GOOD", "2015/16", "no", "0310", "{form}", "{row!r:>9}", "x" * 300]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=4,
)


@pytest.mark.slow
@bounded(
    max_examples=to_draw(60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_any_shape_in_any_place_is_read_or_refused(project: Path, data: st.DataObject) -> None:
    """An entry of a file, somewhere, is something else."""
    name = data.draw(st.sampled_from([each for each in FILES if each.endswith(".yml")]))
    path = project / "params" / name
    original = (PROJECT / "params" / name).read_text(encoding="utf-8")
    tree = yaml.load(original, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    here, steps = tree, data.draw(st.integers(0, 7))
    for _ in range(steps):
        inner = [key for key in _keys(here) if isinstance(here[key], dict | list) and here[key]]
        if not inner:
            break
        here = here[data.draw(st.sampled_from(inner))]
    if keys := _keys(here):
        here[data.draw(st.sampled_from(keys))] = data.draw(SHAPES)
    else:
        tree = data.draw(SHAPES)
    _read_or_refused(project, path, yaml.safe_dump(tree, allow_unicode=True).encode())
    path.write_text(original, encoding="utf-8")


@pytest.mark.slow
@bounded(
    max_examples=to_draw(60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_any_bytes_in_any_place_are_read_or_refused(project: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(FILES))
    path = project / "params" / name
    original = (PROJECT / "params" / name).read_bytes()
    at = data.draw(st.integers(0, len(original)))
    more = data.draw(
        st.binary(max_size=4)
        | st.sampled_from([b"\t", b": ", b"- ", b"[", b"'", b'"', b"\xe9", b"|", b"*x"])
    )
    content = original[:at] + more + original[at + data.draw(st.integers(0, 30)) :]
    _read_or_refused(project, path, content)
    path.write_bytes(original)


def _keys(here: object) -> list:
    return list(here) if isinstance(here, dict) else list(range(len(here or [])))  # type: ignore


def _read_or_refused(project: Path, path: Path, content: bytes) -> None:
    path.write_bytes(content)
    try:
        everything(project)
    except UsageError as error:
        assert "params/" in str(error)
        assert "\n" not in str(error)
        assert len(str(error)) < 1500


@pytest.mark.parametrize("name", ["fill_[falls_below_percent", "[x]", "few_cases[0]", "a[b]c"])
def test_a_name_that_is_on_no_list_is_said_with_its_line_whatever_signs_are_in_it(project, name):
    path = project / "params/council.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("few_cases:", f'"{name}":'), encoding="utf-8"
    )
    line = next(n for n, text in enumerate(path.read_text().splitlines(), 1) if name in text)
    with pytest.raises(UsageError) as error:
        read_council(project)
    assert f"params/council.yml: {name}: " in str(error.value)
    assert str(error.value).endswith(f", line {line}).")
