"""Publishing a report: what is checked first, three people who sign, and versions that stay."""

from litmus.publish.publication.listing import listing
from litmus.publish.publication.made import Asked
from litmus.publish.publication.publishing import Request, publish
from litmus.publish.publication.sign_offs import sign_offs

__all__ = ["Asked", "Request", "listing", "publish", "sign_offs"]
