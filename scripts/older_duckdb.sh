#!/usr/bin/env bash
# Lay older DuckDB beside the environment, each in a folder of its own: the tests read the published file with them, as
# analysts do whose tools are not the newest. A lock whose version has no wheel for this Python leaves no folder.
set -euo pipefail
cd "$(dirname "$0")/.."

into() { # folder lock
  if [ "${NAQSHEH_INSTALLER:-uv}" = pip ]; then
    .venv/bin/python -m pip --disable-pip-version-check --quiet install --target "$1" \
      --require-hashes --no-deps --only-binary :all: -r "$2"
  else
    .venv/bin/uv pip install --quiet --python .venv/bin/python --target "$1" \
      --require-hashes --no-deps --only-binary :all: --requirement "$2"
  fi
}

has_wheel() { # lock: DuckDB 1.2 was built for Python up to 3.13
  [ "$1" != requirements-duckdb-1.2.lock ] || .venv/bin/python -c 'import sys; sys.exit(sys.version_info >= (3, 14))'
}

for lock in requirements-duckdb-*.lock; do
  name=${lock#requirements-}
  target=.setup/${name%.lock}
  made=$({ cat "$lock" scripts/older_duckdb.sh; .venv/bin/python -V; } | sha256sum | cut -d' ' -f1)
  [ "$(cat "$target/.made-from" 2>/dev/null)" = "$made" ] && continue
  rm -rf "$target"
  has_wheel "$lock" || continue
  mkdir -p .setup
  into "$target" "$lock"
  echo "$made" >"$target/.made-from"
done
