"""Draft or final: what a rendering has to know of a report beside its notebook.

It is noted in a copy of the notebook for the renderers. The working notebook itself stays as it
is, whichever edition is made of it.
"""

from collections.abc import Sequence
from datetime import date

from litmus.base import notebook_files
from litmus.base.errors import UsageError
from litmus.base.notebook_files import Notebook
from litmus.base.spelling import did_you_mean
from litmus.run import commentary


def mark(
    notebook: Notebook,
    day: date,
    draft: bool,
    required: Sequence[str] = (),
    provisional: bool = False,
) -> Notebook:
    """The notebook as it is rendered: a draft, final, or provisional where its week is not over;
    the slots that must be written in, and the last day that it speaks of, which a PDF carries in
    place of the time of its making."""
    about = {"draft": draft, "required": list(required), "day": day.isoformat()}
    about |= {"provisional": True} if provisional else {}
    noted = {**notebook_files.note(notebook), **about}
    return {**notebook, "metadata": {**notebook["metadata"], "litmus": noted}}


def unwritten(marked: Notebook, title: str) -> dict[str, str]:
    """The required slots in which nobody has written, each with the printed heading that it stands
    under: those that the head of the report names, `marked` being the notebook as it is rendered.
    """
    if not notebook_files.note(marked).get("required"):
        return {}  # nothing is read for nothing
    from litmus.render import document

    return dict(document.read(marked, title).unwritten)


def check(required: Sequence[str], template: Notebook, where: str) -> None:
    """Raises UsageError for a slot that the template does not have; `where` names the settings."""
    known = list(commentary.slots_of(template))
    if unknown := [slot for slot in required if slot not in known]:
        hint = did_you_mean(unknown[0], known)
        raise UsageError(
            f"{where}: required_commentary names {unknown[0]!r}, and the notebook has no such "
            f"slot.{hint} It has {', '.join(known)}."
        )
