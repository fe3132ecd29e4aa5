"""Published reports, made again from their bags and compared with what was published."""

from litmus.publish.reproduction.environment import WITH, Environment, Fresh, installed
from litmus.publish.reproduction.reproducing import Outcome, reproduce

__all__ = ["WITH", "Environment", "Fresh", "Outcome", "installed", "reproduce"]
