"""Reads the forms of `params/forms/`, with the lists and the parts that they share.

- `params/forms/CODE.yml` is one form (litmus.intake.forms.model.Form).
- A field names a list of choices (`choices: grades`) or spells its own. The lists are those of
  `litmus.base.code_words`; `params/form_lists.yml` may put a council's own in their place, or
  beside them, each code to label. `key_areas` and `themes` are read from the files of those names
  in `params/`, so that a key area or theme is described once.
- `params/form_parts.yml` has the tables of findings and actions that forms end with
  (litmus.intake.forms.parts).

Whatever cannot be understood is a UsageError that names the file, the entry and what is wrong.
"""

from pathlib import Path
from typing import Any

from litmus.base import params
from litmus.base.code_words import LISTS
from litmus.base.errors import UsageError
from litmus.intake.forms.model import Form
from litmus.intake.forms.parts import with_parts

FOLDER = "forms"


def codes(project: Path) -> list[str]:
    """The forms there are, by code in alphabetical order."""
    return sorted(path.stem for path in (project / "params" / FOLDER).glob("*.yml"))


def load(project: Path) -> dict[str, Form]:
    """Every form by its code, in alphabetical order. Raises UsageError where one is wrong."""
    lists, parts = choice_lists(project), params.read(project, "form_parts")
    found = {code: _form(project, code, lists, parts) for code in codes(project)}
    prefixes: dict[str, str] = {}
    for code, form in found.items():
        if (other := prefixes.setdefault(form.prefix, code)) != code:
            raise UsageError(
                f"params/forms/{code}.yml: prefix: {form.prefix} is that of {other}; "
                "expected another, as form numbers begin with it."
            )
    return found


def form(project: Path, code: str) -> Form:
    """One form. Raises UsageError that lists the forms for an unknown code."""
    if code not in (known := codes(project)):
        raise UsageError(f"There is no form {code!r}. Forms: {', '.join(known)}.")
    return _form(project, code, choice_lists(project), params.read(project, "form_parts"))


def choice_lists(project: Path) -> dict[str, dict[str, str]]:
    """The lists that fields may name, each code to label (or code to code, to derive by)."""
    where = "params/form_lists.yml"
    given = params.mapping(params.read(project, "form_lists"), where, "lists by their name")
    lists = {name: words.on_form for name, words in LISTS.items()} | {
        name: params.coerce(dict[str, str], entry or {}, f"{where}, {name}")
        for name, entry in given.items()
    }
    for name in ("key_areas", "key_question_of", "themes"):
        if name in lists:
            raise UsageError(f"{where}: {name} is read from its own file; give it another name.")
    lists["key_areas"] = _each(project, "key_areas", "title")
    lists["key_question_of"] = _each(project, "key_areas", "key_question")
    lists["themes"] = _each(project, "themes", "title")
    return lists


def _each(project: Path, name: str, what: str) -> dict[str, str]:
    """What each entry of `params/NAME.yml` says of one thing, by the entry's code."""
    where = f"params/{name}.yml"
    listed = params.mapping(params.read(project, name), where, f"codes with a {what} each")
    found = {}
    for code, entry in listed.items():
        said = params.mapping(entry, f"{where}, {code}", f"a {what}").get(what)
        found[code] = params.coerce(str, said, f"{where}, {code}, {what}")
    return found


def _form(project: Path, code: str, lists: dict[str, dict[str, str]], parts: Any) -> Form:
    where = f"params/forms/{code}.yml"
    entry = params.mapping(params.read(project, f"{FOLDER}/{code}"), where, "entries of a form")
    if not entry:
        raise UsageError(f"{where}: expected the entries of a form.")
    whole = _resolve(with_parts(entry, parts, where), lists, where)
    found = params.validate(Form, whole, where)
    if found.code != code:
        raise UsageError(f"{where}: code: expected {code}, the name of the file.")
    return found


def _resolve(entry: Any, lists: dict[str, dict[str, str]], where: str) -> Any:
    """The entry with the names of lists replaced by what they hold."""
    if isinstance(entry, list):
        return params.copy_shape(entry, [_resolve(each, lists, where) for each in entry])
    if not isinstance(entry, dict):
        return entry
    found = {
        key: _list(value, lists, where)
        if key in ("choices", "by") and isinstance(value, str)
        else _resolve(value, lists, where)
        for key, value in entry.items()
    }
    if isinstance(named := entry.get("choices"), str) and named in LISTS:
        found.setdefault("also_read", LISTS[named].meanings)
    return params.like(entry, found)


def _list(name: str, lists: dict[str, dict[str, str]], where: str) -> dict[str, str]:
    if name not in lists:
        raise UsageError(f"{where}: there is no list {name!r}. Lists: {', '.join(lists)}.")
    return lists[name]
