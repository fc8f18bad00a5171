"""Question sets with gold answers, the grading of answers against them, and the tables of scores."""
