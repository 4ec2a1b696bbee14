"""Frameworks: the rule by which evidence is rated, as data. See ``framework.py`` and ``soundness.py``."""

from wwis_evidence.frameworks.framework import Framework, Indicator, compile_framework
from wwis_evidence.frameworks.shipped import shipped_framework, shipped_framework_bytes

__all__ = ["Framework", "Indicator", "compile_framework", "shipped_framework", "shipped_framework_bytes"]
