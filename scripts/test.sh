#!/usr/bin/env bash
# Every test, in as many processes as there are cores; arguments narrow it: scripts/test.sh tests/unit -k money
set -euo pipefail
cd "$(dirname "$0")/.."
bin=${NAQSHEH_BIN:-.venv/bin}

exec "$bin/python" -m pytest --durations=25 --durations-min=20 --numprocesses "${NAQSHEH_TEST_PROCESSES:-auto}" "$@"
