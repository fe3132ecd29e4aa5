"""Which form a completed workbook is, so that it is accepted once and a correction replaces it.

A proforma carries no number of its own: people copy one empty file for every case, so a number
printed in it would be the same on all of them. A proforma says only which form it is, in which
version. A completed form's id is, in this order,

1. what stands in *Replaces form number*: this form corrects the one with that id, even where the
   child, the date or the person who filled it in was what had to be corrected;
2. what stands in *Form number*: the QA Manager gave the number, when the case was allocated or
   when an earlier copy was accepted;
3. the form's prefix and ten letters and digits made from the form's identity: its code and the
   answers to the fields that `Form.identity` names (who, about whom, when), so the same form is
   the same id on every machine, and two audits made from one copied file are two.

Someone who copies a completed form for the next case and forgets to clear the number would
overwrite the first. So whoever keeps completed forms also keeps `identity_key`: the same *Form
number* (2) with another key is refused; with the same key and other content it is a correction.
"""

import re
from collections.abc import Mapping

from litmus.base import digests
from litmus.intake.forms.model import Field, Form

FORM_NUMBER = "form_number"
REPLACES = "replaces"
FORM_ID = re.compile(r"[A-Z0-9][A-Z0-9./_-]{2,39}")
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is mistaken for another
_LENGTH = 10  # 50 bits: among 100,000 forms two meet once in 200,000 councils

# Asked on every form, before its own questions. Built unchecked: their names are reserved.
OWN_FIELDS = (
    Field.model_construct(
        name=FORM_NUMBER,
        label="Form number",
        type="text",
        hint="Leave empty unless the QA Manager gave you a number for this form.",
    ),
    Field.model_construct(
        name=REPLACES,
        label="Replaces form number",
        type="text",
        hint="Only if this corrects a form already sent in: the number it was accepted under.",
    ),
)


def form_id(form: Form, answers: Mapping[str, str]) -> str:
    """The id of a completed form. `answers` holds the single answers by field name, as codes.

    `form_number` and `replaces` among them are used as `normal_id` writes them. Raises KeyError
    where a field of the identity is not answered.
    """
    for given in (REPLACES, FORM_NUMBER):
        if number := normal_id(answers.get(given) or ""):
            return number
    return f"{form.prefix}-{letters_of(identity_key(form, answers))}"


def letters_of(identity: str) -> str:
    """The letters and digits of a number that was made from a form's identity (`identity_key`)."""
    digest = int(identity, 16) if re.fullmatch(r"[0-9a-f]{1,64}", identity) else 0
    return "".join(_LETTERS[(digest >> 5 * place) & 31] for place in range(_LENGTH))


def is_same_number(one: str, other: str) -> bool:
    """Whether two numbers are one, written with other signs between: AUD-2016-1, AUD/2016 1."""
    return re.sub(r"[^A-Z0-9]", "", one) == re.sub(r"[^A-Z0-9]", "", other)


def identity_key(form: Form, answers: Mapping[str, str]) -> str:
    """SHA-256 (64 hexadecimal digits) over the form's code and the answers that identify it.

    Case and spacing do not matter. Raises KeyError where one of the answers is missing.
    """
    parts = [form.code, *(_normal(answers[name]) for name in form.identity)]
    return digests.of_text("\x1f".join(parts))


def normal_id(text: str) -> str:
    """A form's id as it is kept: capitals, no spaces; `FORM_ID` says whether it is one."""
    return "".join(text.split()).upper()


def _normal(answer: str) -> str:
    return " ".join(answer.split()).casefold()
