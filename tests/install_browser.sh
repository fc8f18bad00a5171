#!/bin/sh
# A Chromium for the browser tests: the one there is, the system's package, or the one that Playwright fetches.
# Usage: install_browser.sh PYTHON    CHROMIUM may name a browser of your own.
set -eu
python=${1:?the Python of the environment that has playwright}

found() {
    [ -n "${CHROMIUM:-}" ] && [ -x "$CHROMIUM" ] && return 0
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" >/dev/null 2>&1 && return 0
    done
    return 1
}

playwright_has_one() {
    "$python" - <<'PYTHON' 2>/dev/null
import pathlib, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    sys.exit(not pathlib.Path(playwright.chromium.executable_path).is_file())
PYTHON
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

if [ -n "${CHROMIUM:-}" ] && [ ! -x "$CHROMIUM" ]; then
    echo "CHROMIUM=$CHROMIUM is not a program. Unset it, or give the path of a Chromium." >&2
    exit 1
fi
if found || playwright_has_one; then exit 0; fi
if command -v apt-get >/dev/null 2>&1 && as_root true 2>/dev/null; then
    as_root apt-get update -q && as_root apt-get install -q -y --no-install-recommends chromium || true
    if found; then exit 0; fi
fi
if "$python" -m playwright install chromium && playwright_has_one; then exit 0; fi
echo "No browser for the tests could be installed. Install Chromium or Chrome, or set CHROMIUM to its path, and run make test again." >&2
exit 1
