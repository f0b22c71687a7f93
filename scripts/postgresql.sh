#!/usr/bin/env bash
# See that the long suite finds the programs of a PostgreSQL server; the tests start one of their own.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/apt.sh

compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null || command -v initdb >/dev/null ||
  apt_install "The tests of runs kept in PostgreSQL need its server" postgresql
