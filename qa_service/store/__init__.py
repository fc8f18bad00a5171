"""What is kept: vectors, keywords, facts, generations."""
