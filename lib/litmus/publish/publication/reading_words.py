"""The words for whoever opens a publication, perhaps in many years: README.txt and LICENCE.txt."""

from litmus.publish.publication.made import Made
from litmus.publish.publication.renderings import Version
from litmus.publish.publication.settings import Publication

README = """\
{title}
Version {version}
{correction}
This folder is a published report of a council's children's services, with all that it was made
from except the children's records themselves, which are kept apart and encrypted.

Where to begin
  report/                 the report: open the .html in any browser, or the .pdf
  assurance.md            what was checked, what limits the report, what was waived and why
  report/figures.csv      every figure of the report, one a line

What else is here
  report/findings.csv     every finding, in the words of who made it, and report/actions.csv every
                          outstanding action, where the report has such lists
  report/run.json         from what the report was made: data, settings, versions, checksums. Its
                          checksums of the pages are those of the last run before publication;
                          the pages here have the record of the publication in addition
  report/*.ipynb          the notebook, with the commentary and what its cells show
  commentary-history/     earlier versions of the notebook: how the commentary came about
  contracts-results.json  what the checks of the data found, in numbers of rows
  publication.json        the record of the publication that the last page has
  inputs.json             fingerprints of the data, by which the same data can be known again
  environment.json        the computer's system, Python and packages
  project/                the settings (params), the data contracts and the notebook's template
  code/library.zip        the program Litmus, which made the report; code/requirements.lock has the
                          packages that it needs, with their checksums

How to know that nothing was changed
  The folder is a BagIt bag (RFC 8493): manifest-sha256.txt has the checksum of each file in data/,
  and any program that knows BagIt or SHA-256 can compare them. Three people signed the content,
  and the register of publications says which was published when. `litmus verify` checks all of it.

How to make it again
  With the data, which are kept apart, and a key that opens them, `litmus reproduce` counts and
  executes it anew and compares every figure; docs/evidence.md of Litmus has the steps. By hand:
  unpack code/library.zip, install the packages of code/requirements.lock with Python {python},
  put project/ beside it, and run the report with the data that inputs.json describes.

Kept for {years} years from publication. Terms of use: LICENCE.txt.
"""


def readme(made: Made, version: Version, settings: Publication, python: str) -> bytes:
    """README.txt."""
    correction = f"It corrects version {version.number - 1}: {version.reason}\n"
    return README.format(
        title=made.plan.title,
        version=version.number,
        correction=correction if version.reason else "",
        python=python,
        years=settings.retention_years,
    ).encode()


def licence(settings: Publication) -> bytes:
    """LICENCE.txt."""
    return "\n\n".join(each for each in (settings.licence, settings.licence_text) if each).encode()
