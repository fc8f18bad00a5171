"""Question answering over reports: figures with their owner, period, comparison and sentence."""
