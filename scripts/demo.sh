#!/usr/bin/env bash
# Invent a small workspace in demo/ once, build it, then serve the pages on it until interrupted.
set -euo pipefail
cd "$(dirname "$0")/.."

rows=${ROWS:-20000}
if [[ ! -d demo/raw ]]; then
  .venv/bin/naqsheh demo --workspace demo --rows "$rows"
fi
status=0
.venv/bin/naqsheh build --workspace demo >/dev/null || status=$?
case $status in
  0) ;;
  2) echo "Some deliveries are held or refused, as the demonstration means them to be; the data-quality page says why." >&2 ;;
  *) echo "The build failed; what was published before, if anything, is served." >&2 ;;
esac
exec .venv/bin/naqsheh serve --workspace demo
