"""Which themes findings name most often."""

from collections import Counter
from collections.abc import Sequence

from litmus.qa.model import Finding


def named_often(found: Sequence[Finding], polarity: str) -> list[tuple[str, int, int]]:
    """The themes that at least two findings of one kind name, most often first: the code, how many
    findings, in how many kinds of activity."""
    ours = [each for each in found if each.theme and each.polarity == polarity]
    times = Counter(each.theme for each in ours)
    return [
        (theme, times[theme], len({each.activity for each in ours if each.theme == theme}))
        for theme in sorted(times, key=lambda each: (-times[each], each))
        if times[theme] > 1
    ]
