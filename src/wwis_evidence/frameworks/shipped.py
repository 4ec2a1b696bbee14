"""The framework that comes with the package; a library's own ``framework.yaml`` takes its place."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from wwis_evidence.documents import read
from wwis_evidence.frameworks.framework import Framework, compile_framework

CURRENT = "wwis-effective-practice-2024.1.yaml"


def shipped_framework_bytes(name: str = CURRENT) -> bytes:
    """The bytes of a shipped framework file."""
    return files("wwis_evidence.frameworks").joinpath(name).read_bytes()


@cache
def shipped_framework(name: str = CURRENT) -> Framework:
    """A shipped framework, ready for use."""
    raw = shipped_framework_bytes(name)
    document = read(raw)
    framework, problems = compile_framework(raw, document.data or {})
    if framework is None:
        raise RuntimeError(f"the shipped framework {name} is unsound: {problems}")
    return framework
