"""What gunicorn and the flask command import. The index is loaded by the server, not here."""

from __future__ import annotations

from qa_service.errors import SettingsError
from qa_service.web.app import create_app

try:
    app = create_app()
except SettingsError as error:
    raise SystemExit(f"error: {error}") from None
