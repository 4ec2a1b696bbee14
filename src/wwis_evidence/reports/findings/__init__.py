"""What ``check`` found, in every format that people and tools read: one module each, nothing printed.

Findings repeat names and values that strangers wrote. Every format makes them inert by itself, whatever
the checks did before: no such text may become a command, an escape sequence or markup anywhere.
"""

from wwis_evidence.reports.findings.checked import Checked, reason

__all__ = ["Checked", "reason"]
