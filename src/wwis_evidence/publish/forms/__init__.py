"""What the forms in the browser are driven by, as data: no criterion, word or area is named in a script.

The scripts are in ``theme/assets/js/form/``; ``check.js`` tells how they fit together.
"""

from wwis_evidence.publish.forms.case_data import case_data
from wwis_evidence.publish.forms.data import form_files
from wwis_evidence.publish.forms.pages import form_pages

__all__ = ["case_data", "form_files", "form_pages"]
