"""From a library to its public site: pages as ``{path: bytes}``, then the renderer that gives them their dress.

Everything up to :func:`docs` is pure and knows no theme; :func:`build_site` writes, renders and moves into place.
"""

from wwis_evidence.publish.pages import docs
from wwis_evidence.publish.site import PublishError, build_site

__all__ = ["PublishError", "build_site", "docs"]
