"""A grammar of invented report passages with questions, for training the span reader."""
