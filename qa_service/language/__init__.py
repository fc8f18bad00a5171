"""What words mean: quantities, periods, sentences, parses. Used by both roads."""
