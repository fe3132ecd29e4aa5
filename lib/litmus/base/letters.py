"""The first letter of words: small within a sentence, a capital at its beginning."""


def within(name: str) -> str:
    """A name within a sentence: "single assessments", but "S47 enquiries" and "PEPs".

    >>> within("Single assessments"), within("A plan"), within("S47 enquiries"), within("PEPs")
    ('single assessments', 'a plan', 'S47 enquiries', 'PEPs')
    """
    first, space, rest = name.partition(" ")
    is_word = first[1:].islower() or first == "A"
    return f"{first.lower()}{space}{rest}" if is_word else name


def begin(words: str) -> str:
    """Words at the beginning of a sentence; nothing of nothing.

    >>> begin("a year ago"), begin("S47 enquiries"), begin("")
    ('A year ago', 'S47 enquiries', '')
    """
    return f"{words[:1].upper()}{words[1:]}"
