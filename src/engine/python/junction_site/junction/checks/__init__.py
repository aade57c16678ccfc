"""Checks of a learner's work: `expect`, what lessons say with it, and how a check is run and told."""
