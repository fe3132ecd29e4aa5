"""Numbers as they are printed. The only place where a figure is rounded: half up, as DfE does."""

from decimal import ROUND_HALF_UP, Decimal

Number = int | float

# A percentage such as 229 of 400 is 57.25 exactly, but 57.24999999999999 as a binary fraction.
# Rounding to this many places first restores the number that was meant.
NOISE_PLACES = 9


def round_half_up(value: Number, places: int = 0) -> Decimal:
    """`value` rounded half up (away from zero for negative numbers) to `places` decimals.

    >>> round_half_up(2.5), round_half_up(-0.25, 1)
    (Decimal('3'), Decimal('-0.3'))
    """
    exact = Decimal(repr(value)).quantize(Decimal(1).scaleb(-NOISE_PLACES), ROUND_HALF_UP)
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def whole(value: Number) -> str:
    """A count with thousands separators: 2,415.

    >>> whole(2414.5)
    '2,415'
    """
    return f"{round_half_up(value):,}"


def decimal(value: Number, places: int = 1) -> str:
    """A number to `places` decimals with thousands separators: 421.9. Never "-0.0".

    >>> decimal(421.94), decimal(-0.04)
    ('421.9', '0.0')
    """
    number = round_half_up(value, places)
    return f"{abs(number) if number == 0 else number:,}"


def amount(value: Number) -> str:
    """A numerator or denominator: whole where it is whole, else one decimal (staff in FTE).

    >>> amount(1204), amount(12.5)
    ('1,204', '12.5')
    """
    return whole(value) if float(value).is_integer() else decimal(value)


def percent(value: Number) -> str:
    """A percentage that is stored 0 to 100: 78.9%.

    >>> percent(78.87)
    '78.9%'
    """
    return f"{decimal(value)}%"


def count_of(number: int, singular: str, plural: str | None = None) -> str:
    """A number with its noun: "1 row", "1,204 rows".

    >>> count_of(1, "row"), count_of(1204, "row"), count_of(2, "child", "children")
    ('1 row', '1,204 rows', '2 children')
    """
    return f"{whole(number)} {singular if number == 1 else plural or singular + 's'}"


def times(number: int) -> str:
    """How often something was, in words.

    >>> times(1), times(2), times(3)
    ('once', 'twice', '3 times')
    """
    return {1: "once", 2: "twice"}.get(number, count_of(number, "time"))


def join(names: list[str], last: str = "and") -> str:
    """Names in a sentence: "a", "a and b", "a, b and c"; `last` stands before the last one."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"
