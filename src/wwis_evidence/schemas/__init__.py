"""JSON Schemas of every kind of file in a library, for editors and forms.

They are made from the records, the vocabulary and a framework, so there is nothing to keep in step by hand.
``wwis-evidence schemas`` writes them. A schema says what one file may hold; what a file means beside others
(whether a source is there, whether a reviewer is on the register) only ``wwis-evidence check`` can tell.
"""

from wwis_evidence.schemas.files import catalogue, editor_settings, schema_comment
from wwis_evidence.schemas.make import Schema, schemas

__all__ = ["Schema", "catalogue", "editor_settings", "schema_comment", "schemas"]
