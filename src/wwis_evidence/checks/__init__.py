"""Checks: rules on records and on the whole library, put into words with a place for each finding.

Nothing is imported here: what shows kept findings needs the catalogue's words and no rule.
"""
