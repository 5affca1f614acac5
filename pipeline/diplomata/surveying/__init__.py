"""What many records have in common and what is odd in one of them: frequency tables, and a list of persons.

:func:`survey` counts; :func:`propose_people` proposes a ``people.xml``. Both read one record after the other and
keep nothing of it but the counts.
"""

from __future__ import annotations

from diplomata.surveying.count import KINDS, Row, Survey, survey
from diplomata.surveying.people import propose_people

__all__ = ["KINDS", "Row", "Survey", "propose_people", "survey"]
