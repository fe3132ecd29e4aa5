"""Litmus: reproducible performance and quality assurance reports for children's services.

A notebook needs one name: `from litmus import open_report`. Nothing heavy is imported until a
method of the report needs it.
"""

TYPE_CHECKING = False  # typing's own takes a while, in which Ctrl-C would end in a traceback

if TYPE_CHECKING:
    from litmus.report.opening import open_report
    from litmus.report.report import Report

__all__ = ["Report", "open_report"]


def __getattr__(name: str) -> object:
    if name in __all__:
        from litmus.report import opening

        return getattr(opening, name)  # what opens a report knows its class, too
    raise AttributeError(f"module 'litmus' has no attribute {name!r}")
