"""Binary formats taken apart in a process of its own, which can be stopped and has a bound of memory.

Run as a module it is that process: the file on the standard input, the draft as JSON on the standard output.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from qa_service.errors import ReadingError
from qa_service.ingest.formats import DOCX, PDF, TAKEN_APART
from qa_service.ingest.limits import Limits
from qa_service.ingest.pieces import Draft
from qa_service.store.facts import record_from_line, record_to_line


@dataclass(frozen=True, slots=True)
class Reply:
    """What the process tells: a draft, or why there is none."""

    draft: Draft | None
    error: str = ""


_ROOT = Path(__file__).resolve().parents[2]
_GRACE = 5
_NESTED = "is nested too deeply. Save it anew."


def draft_apart(data: bytes, suffix: str, limits: Limits) -> Draft:
    """The draft of a PDF, DOCX or XLSX file.

    Raises:
        ReadingError: it cannot be read within the limits; the message lacks the file's name.
    """
    try:
        done = subprocess.run(  # noqa: S603 - our own module, its arguments are not the file's
            _command(suffix, limits), input=data, capture_output=True, cwd=_ROOT, timeout=limits.seconds, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise ReadingError(
            f"is not read within {limits.seconds} seconds. Split it, save it anew, or raise QA_READING_SECONDS."
        ) from error
    if done.returncode != 0:
        raise ReadingError(_stopped(limits))
    return told(record_from_line(Reply, done.stdout))


def told(reply: Reply) -> Draft:
    """The draft that the process made.

    Raises:
        ReadingError: it made none.
    """
    if reply.draft is None:
        raise ReadingError(reply.error)
    return reply.draft


def _command(suffix: str, limits: Limits) -> list[str]:
    return [sys.executable, "-m", "qa_service.ingest.apart", suffix, json.dumps(asdict(limits))]


def _stopped(limits: Limits) -> str:
    return (
        f"needs more than {limits.megabytes:,} megabytes of memory to be read, or is damaged. Split it, save it anew,"
        " or raise QA_READING_MEGABYTES."
    )


def main(suffix: str, limits: Limits, data: bytes) -> Reply:
    try:
        return Reply(_read(suffix, data, limits))
    except ReadingError as error:
        return Reply(None, str(error))
    except RecursionError:
        return Reply(None, _NESTED)
    except Exception as error:  # whatever a library raises on a damaged file
        if any(isinstance(cause, MemoryError) for cause in (error, *error.args)):
            return Reply(None, _stopped(limits))
        if "Excessive depth" in str(error):  # libxml2's word for it, under whatever class
            return Reply(None, _NESTED)
        what = f"a damaged {TAKEN_APART[suffix]} ({type(error).__name__})"
        return Reply(None, f"is {what}. Save or export it anew.")


def _read(suffix: str, data: bytes, limits: Limits) -> Draft:
    if suffix == PDF:
        from qa_service.ingest.pdf import draft_of_pdf

        draft = draft_of_pdf(data, limits)
    elif suffix == DOCX:
        from qa_service.ingest.word import draft_of_word

        draft = draft_of_word(data, limits)
    else:
        from qa_service.ingest.sheets import draft_of_workbook

        draft = draft_of_workbook(data, limits)
    length = sum(len(piece.text) for piece in draft.pieces)
    if length > limits.size:
        raise ReadingError(
            f"holds {length:,} characters of text, over the limit of {limits.size:,}. Split it, or raise"
            " QA_MAX_REPORT_BYTES."
        )
    return draft


def _bound(limits: Limits) -> None:
    """Let this process have so much memory and time; where the caller is gone, it still ends."""
    memory, seconds = limits.megabytes * 1_000_000, limits.seconds + _GRACE
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    out, sys.stdout = sys.stdout, sys.stderr  # whatever a library prints is no part of the reply
    limits = Limits(**json.loads(sys.argv[2]))
    _bound(limits)
    out.buffer.write(record_to_line(main(sys.argv[1], limits, sys.stdin.buffer.read())))
