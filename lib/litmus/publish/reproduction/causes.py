"""What differed in the making of two reports: data, code, parameters or environment."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

# What run.json says of what fed a report, by what it is a part of.
OF = {
    "code": (("notebook", "library"), ("data", "library")),
    "parameters": (
        *(("notebook", "template"), ("notebook", "period"), ("notebook", "parameters")),
        *(("data", "about"), ("data", "contracts"), ("data", "settings"), ("data", "council")),
    ),
    "environment": (("notebook", "versions"),),
}
ALL = ("data", *OF)
# What another library may make otherwise of the same settings: it says nothing where code differs.
MADE_BY_CODE = {"template", "settings", "council"}


@dataclass(frozen=True)
class Causes:
    """What differed, of `ALL`, and for each in words how."""

    differ: Mapping[str, str]

    @property
    def text(self) -> str:
        """In words, what the cause of a difference is."""
        same = [each for each in ALL if each not in self.differ]
        if not self.differ:
            return (
                "Data, code, parameters and environment were the same: what made the difference "
                "lies outside of them, such as the system's fonts, or the report is not made the "
                "same way twice. Please report it."
            )
        said = "; ".join(f"{name} ({how})" for name, how in self.differ.items())
        others = f" {', '.join(same).capitalize()}: the same." if same else ""
        if len(self.differ) == 1:
            return f"The cause is the {said}.{others}"
        return f"The cause is one of, or several of: {said}.{others}"


def find(then: Mapping[str, Any], now: Mapping[str, Any]) -> Causes:
    """What differed, by the records of both runs."""
    return Causes(dict(_differences(then, now)))


def _differences(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    before, after = (said.get("snapshot", {}).get("fingerprint", "") for said in (then, now))
    if before != after:
        yield "data", f"fingerprint {before[:12]}… then, {after[:12]}… now"
    passed_over: set[str] = set()
    for name, places in OF.items():
        parts = [
            part
            for kind, part in places
            if part not in passed_over and _part(then, kind, part) != _part(now, kind, part)
        ]
        if parts:
            passed_over |= MADE_BY_CODE if name == "code" else set()
            yield name, _how(name, dict.fromkeys(parts), then, now)


def _part(said: Mapping[str, Any], kind: str, part: str) -> Any:
    return said.get("inputs", {}).get(kind, {}).get(part)


def _how(
    name: str, parts: Mapping[str, None], then: Mapping[str, Any], now: Mapping[str, Any]
) -> str:
    if name != "environment":
        return ", ".join(parts)
    before, after = then.get("versions", {}), now.get("versions", {})
    changed = [each for each in {**before, **after} if before.get(each) != after.get(each)]
    said = (f"{e} {before.get(e, 'none')} → {after.get(e, 'none')}" for e in changed)
    return ", ".join(said) or "versions"
