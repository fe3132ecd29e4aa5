"""Whether everybody can read the renderings of a publication: held before anybody signs them."""

from collections.abc import Callable, Iterator, Mapping

from litmus.publish.publication.checks import pages, papers, workbooks
from litmus.publish.publication.faults import Fault, Found

# By the end of a file's name. Data (csvw.zip) and what others make of the notebook are not here.
CHECKS: Mapping[str, Callable[[bytes], Iterator[str]]] = {
    ".html": pages.faults,
    ".pdf": papers.faults_of_pdf,
    ".docx": papers.faults_of_docx,
    ".xlsx": workbooks.faults_of_xlsx,
}
MEND = (
    "describe pictures that were pasted in, and leave headings to the report, in the notebook; "
    "then run the report again. What the report draws itself is a fault of Litmus: report it."
)


def check(renderings: Mapping[str, bytes]) -> Found:
    """What is wrong with renderings, by the name of their files."""
    faults = [
        Fault(said, name, MEND)
        for name, content in renderings.items()
        for ending, of in CHECKS.items()
        if name.endswith(ending)
        for said in of(content)
    ]
    return Found(tuple(faults))
