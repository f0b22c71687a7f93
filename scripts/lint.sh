#!/usr/bin/env bash
# Style, types, and the order of the layers.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=${NAQSHEH_BIN:-.venv/bin}

"$bin/ruff" check --quiet .
"$bin/ruff" format --check --quiet .
"$bin/mypy" --no-error-summary
"$bin/lint-imports"
