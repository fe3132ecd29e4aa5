"""The settings of a report with everything that they stand for, and its template."""

from pathlib import Path

from litmus.base import notebook_files
from litmus.base.errors import UsageError
from litmus.base.notebook_files import Notebook, UnreadableNotebook
from litmus.run import contents, editions
from litmus.run.settings import ReportSettings, read_report
from litmus.run.template import expand, indicators_named


def edition_of(
    report: str, wanted: ReportSettings, project: Path
) -> tuple[ReportSettings, Notebook]:
    """As `_whole`; of another edition of a report with the figures of that report."""
    settings, template = _whole(report, wanted, project)
    where = f"params/{report}.yml"
    if wanted.same_as:
        of = read_report(project, wanted.same_as)
        contents.check_edition(wanted, of, where)
        shown, _ = _whole(wanted.same_as, of, project)
        settings = contents.edition(settings, shown)
    contents.check_plain_words(settings, where)
    return settings, template


def _whole(report: str, wanted: ReportSettings, project: Path) -> tuple[ReportSettings, Notebook]:
    """The settings with their lists written out, and the template with its groups of cells repeated
    for them. Raises UsageError."""
    path = project / wanted.notebook
    if not path.is_file():
        raise UsageError(
            f"params/{report}.yml names the notebook {wanted.notebook}: it is missing."
        )
    try:
        template = notebook_files.read(path)
    except UnreadableNotebook as error:
        raise UsageError(
            f"The template {wanted.notebook} cannot be read ({error}). Put it back as it was "
            "delivered."
        ) from None
    where = f"params/{report}.yml"
    listed = contents.complete(wanted, where)
    whole = expand(template, contents.contents(listed), f"{where} and {wanted.notebook}")
    editions.check(wanted.required_commentary, whole, where)
    return contents.with_named(listed, indicators_named(template)), whole
