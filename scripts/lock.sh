#!/usr/bin/env bash
# Resolve pyproject.toml into hash-pinned locks for every platform. The locks name versions and hashes only:
# where packages are fetched from is the machine's own setting.
set -euo pipefail
cd "$(dirname "$0")/.."

uv=.venv/bin/uv
[ -x "$uv" ] || uv=uv
compile() {
  "$uv" pip compile --quiet --universal --generate-hashes --no-header --no-strip-extras --python-version 3.11 "$@"
}
compile --group setup --output-file requirements-setup.lock "${@}"
compile pyproject.toml --output-file requirements.lock "${@}"
compile pyproject.toml --extra spark --extra postgres --constraint requirements.lock \
  --output-file requirements-cluster.lock "${@}"
compile pyproject.toml --extra spark --extra postgres --extra test --extra lint --constraint requirements.lock \
  --output-file requirements-test.lock "${@}"

# DuckDB as analysts have it: the oldest that reads the published file, and one between it and ours. Both stay.
for version in 1.2.2 1.4.5; do
  echo "duckdb==$version" | compile - --output-file "requirements-duckdb-${version%.*}.lock"
done
