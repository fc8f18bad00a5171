"""A question on its way out."""
