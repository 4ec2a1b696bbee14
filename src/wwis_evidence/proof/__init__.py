"""Proof bundles: one item's rating with all that it rests on, to be worked out again by anybody, offline.

A bundle that verifies shows two things: that the rating follows from what the bundle holds, and that the
bundle is as it was when it was sealed. Whoever can rewrite a bundle whole can seal it anew, so only a seal
that was had from somewhere else, such as the published one, shows that it is the same bundle.
"""

from wwis_evidence.proof.bundle import KIND, SCHEMA, NothingToProveError, make_bundle
from wwis_evidence.proof.parse import NotABundleError, parse_bundle
from wwis_evidence.proof.verify import Difference, Verdict, verify

__all__ = [
    "KIND",
    "SCHEMA",
    "Difference",
    "NotABundleError",
    "NothingToProveError",
    "Verdict",
    "make_bundle",
    "parse_bundle",
    "verify",
]
