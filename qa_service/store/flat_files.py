"""Files of faiss's flat indexes, written block by block, so that never all rows are in memory."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_COUNT_AT = 8  # behind four letters and the dimension; the count of numbers ends the head


def write_flat(path: Path, empty: bytes, blocks: Iterable[NDArray[np.float32]]) -> None:
    """Write what faiss would write of a flat index of the rows of all blocks.

    Args:
        path: the file.
        empty: what faiss writes of such an index without rows, which is the head, but for the counts.
        blocks: the rows, one block of them in memory at a time.
    """
    head, rows, numbers = bytearray(empty), 0, 0
    with path.open("wb") as file:
        file.write(head)
        for block in blocks:
            file.write(np.ascontiguousarray(block, np.float32).data)
            rows, numbers = rows + len(block), numbers + block.size
        struct.pack_into("<q", head, _COUNT_AT, rows)
        struct.pack_into("<Q", head, len(head) - 8, numbers)
        file.seek(0)
        file.write(head)
