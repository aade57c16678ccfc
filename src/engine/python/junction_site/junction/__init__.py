"""Runs learners' programs. The page's side calls `run`, `evaluate` and `needs_more` of `junction.runner`."""
