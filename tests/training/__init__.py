"""Tests of what trains the reader; its scripts import each other by name, as they do when run."""

import sys
from pathlib import Path

TRAINING = Path(__file__).resolve().parents[2] / "training"
sys.path.insert(0, str(TRAINING))
