"""A report on its way in."""
