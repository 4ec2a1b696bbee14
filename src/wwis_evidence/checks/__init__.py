"""Checks: rules on records and on the whole library, put into words with a place for each finding."""

from wwis_evidence.checks.run import Outcome, check_library, outcome_of

__all__ = ["Outcome", "check_library", "outcome_of"]
