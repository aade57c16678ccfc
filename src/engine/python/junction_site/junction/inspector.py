"""What the page may know of a program's mapped classes and objects, between two inputs.

Looking must not change anything: no mapper is configured (a failure there would stick, and classes may still be
coming), nothing is loaded, flushed or sent, and none of the learner's methods is called, not even a `repr`.
"""

import sys

from . import result
from .inspector_finding import Findings
from .inspector_models import ModelInspector
from .inspector_objects import ObjectInspector

NO_MODELS = 'No class of this program is mapped to a table.'
NO_ORM = 'This program does not use SQLAlchemy’s ORM: there are no mapped classes and no objects.'


class Inspector:
    """One interpreter's inspector. It numbers objects, so that each keeps its number from look to look."""

    def __init__(self) -> None:
        self._objects = ObjectInspector()

    def inspect(self, namespace: dict) -> str:
        """The facts, as JSON for the page; `Facts` in the protocol says what is in them."""
        if 'sqlalchemy.orm' not in sys.modules:
            return result.to_json(empty(NO_ORM))
        try:
            return result.to_json(self._facts(namespace))
        except Exception as error:  # a learner's class may have bent anything: that is no reason to fail
            return result.to_json(empty(f'The models and objects could not be looked at: {type(error).__name__}: {error}'))

    def _facts(self, namespace: dict) -> dict:
        found = Findings(namespace)
        models = ModelInspector(found)
        facts = models.facts()
        if not facts['models']:
            return empty(NO_MODELS if found.uses_orm else NO_ORM)
        return {'models': facts, 'objects': self._objects.facts(found)}


def empty(note: str) -> dict:
    return {'models': {'models': [], 'notes': [note]}, 'objects': {'sessions': [], 'objects': [], 'links': [], 'notes': [note]}}
