"""The seal of a bundle and the digests of its parts, which tell where a bundle was altered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wwis_evidence.records.digests import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SPLIT = ("reviews", "moderations", "register")
"""What a bundle holds several of: each has a digest of its own."""


def seal(stated: Mapping[str, Any]) -> dict[str, Any]:
    """A bundle with the digests of its parts and its seal, in place of any that it had."""
    bundle = {key: value for key, value in stated.items() if key not in {"parts", "seal"}}
    bundle["parts"] = parts_of(bundle)
    bundle["seal"] = seal_of(bundle)
    return bundle


def seal_of(bundle: Mapping[str, Any]) -> str:
    """The digest of all that a bundle holds but its seal; order of keys and white space do not matter."""
    return digest_of({key: value for key, value in bundle.items() if key != "seal"})


def parts_of(bundle: Mapping[str, Any]) -> dict[str, str]:
    """The digest of each part: ``reviews.0`` is the first review."""
    return {name: digest_of({"part": value}) for name, value in _parts(bundle)}


def _parts(bundle: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in bundle.items():
        if key in {"parts", "seal"}:
            continue
        if key in SPLIT and isinstance(value, dict):
            yield from ((f"{key}.{name}", inner) for name, inner in value.items())
        elif key in SPLIT and isinstance(value, list):
            yield from ((f"{key}.{index}", inner) for index, inner in enumerate(value))
        else:
            yield key, value
