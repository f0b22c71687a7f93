#!/usr/bin/env bash
# Build from data/raw, then serve the pages and the orchestrator until interrupted.
set -euo pipefail
cd "$(dirname "$0")/.."

status=0
.venv/bin/naqsheh build || status=$?
case $status in
  0) ;;
  2) echo "Some deliveries were held or refused; the rest is published. The data-quality page says why." >&2 ;;
  *) echo "The build failed; what was published before, if anything, is served." >&2 ;;
esac
exec .venv/bin/naqsheh serve
