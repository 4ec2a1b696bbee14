"""Checks: rules on records and on the whole library, put into words with a place for each finding."""

from wwis_evidence.checks.run import check_library

__all__ = ["check_library"]
