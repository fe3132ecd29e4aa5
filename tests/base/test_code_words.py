"""What codes are called: one home, in which nothing is said twice and nothing means two things."""

from pathlib import Path

import pytest

from litmus.base.code_words import GRADES, LISTS, ROLES, SERVICES
from litmus.intake import contracts

CONTRACTS = contracts.load(Path(__file__).resolve().parents[2] / "data_contracts")


@pytest.mark.parametrize("name", LISTS)
def test_every_code_of_a_list_has_words_of_its_own(name: str) -> None:
    words = LISTS[name]
    for said in (words.values(), words.on_form.values()):
        assert len({each.casefold() for each in said}) == len(words)
    assert set(words.meanings.values()) == set(words)


def test_what_a_form_offered_before_is_no_word_of_another_code() -> None:
    for words in LISTS.values():
        now = {said.casefold(): code for code, said in words.items()}
        now |= {said.casefold(): code for code, said in words.on_form.items()}
        for said, code in words.meanings.items():
            assert now.get(said.casefold(), code) == code


def test_services_are_those_of_every_contract_that_has_them() -> None:
    held = {
        f"{table}.{column.name}": column.allowed
        for table, contract in CONTRACTS.items()
        for column in contract.columns.values()
        if "CP_SAFEGUARDING" in (column.allowed or ())
    }
    assert len(held) > 5
    for column, allowed in held.items():
        assert set(allowed) == set(SERVICES), column


def test_one_word_in_a_report_and_on_its_form_but_where_a_form_says_more() -> None:
    assert SERVICES["DAS"] == SERVICES.on_form["DAS"] == "Duty and Assessment"
    assert (ROLES["HOS"], ROLES.on_form["HOS"]) == ("Heads of service", "Head of service")
    assert next(iter(GRADES)) == "OUTSTANDING"
