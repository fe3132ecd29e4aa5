"""Reports by e-mail: one message a recipient, of their scope alone, each sent once."""

from litmus.publish.delivery.deliver import Mode, deliver
from litmus.publish.delivery.reports import Asked
from litmus.publish.delivery.settling import list_open, settle

__all__ = ["Asked", "Mode", "deliver", "list_open", "settle"]
