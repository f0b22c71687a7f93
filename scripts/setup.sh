#!/usr/bin/env bash
# Make .venv hold exactly what the lock says, and this project in place.
# Usage: scripts/setup.sh run|cluster|test    Environment: NAQSHEH_PYTHON, NAQSHEH_INSTALLER=pip
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/apt.sh

kind=${1:-run}
lock=requirements.lock
[ "$kind" = cluster ] && lock=requirements-cluster.lock # what runs, with the client of a cluster and PostgreSQL
[ "$kind" = test ] && lock=requirements-test.lock

# --- nothing changed: leave at once -------------------------------------------------------------------
fingerprint() { # of a lock, of the project's own declaration, and of the place (scripts hold absolute paths)
  { pwd; cat "$1" requirements-setup.lock pyproject.toml scripts/setup.sh; } | sha256sum | cut -d' ' -f1
}
made() { # is .venv whole and made from lock $1?
  [ -x .venv/bin/naqsheh ] && [ "$(cat .venv/.made-from 2>/dev/null)" = "$(fingerprint "$1")" ]
}
current() { # a larger environment serves, too
  made "$lock" || { [ "$kind" != test ] && made requirements-test.lock; } ||
    { [ "$kind" = run ] && made requirements-cluster.lock; }
}
current && exit 0

mkdir -p .setup
exec 9>.setup/lock
if command -v flock >/dev/null; then flock 9; fi # two makes at once: the second finds the work done
current && exit 0

# --- a Python -----------------------------------------------------------------------------------------
new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
find_python() {
  local candidate
  for candidate in ${NAQSHEH_PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
    if command -v "$candidate" >/dev/null && new_enough "$candidate"; then
      echo "$candidate"
      return 0
    fi
  done
  return 1
}
if ! python=$(find_python); then
  apt_install "Python 3.11 or newer is needed" python3 python3-venv
  if ! python=$(find_python); then
    echo "The system's python3 is older than 3.11: install a newer one and name it in NAQSHEH_PYTHON." >&2
    exit 1
  fi
fi

# --- the environment ----------------------------------------------------------------------------------
rm -f .venv/.made-from
if ! { [ -x .venv/bin/python ] && new_enough .venv/bin/python && .venv/bin/python -m pip --version >/dev/null 2>&1; }; then
  rm -rf .venv
  if ! "$python" -m venv .venv >.setup/venv.log 2>&1; then # Debian ships venv apart from Python
    rm -rf .venv
    version=$("$python" -c 'import sys; print(f"{sys.version_info[0]}.{sys.version_info[1]}")')
    apt_install "Python's venv module is missing" "python$version-venv"
    "$python" -m venv .venv
  fi
fi

echo "Setting up .venv from $lock (once; about a minute on a first visit)" >&2
pip() { .venv/bin/python -m pip --disable-pip-version-check --quiet "$@"; }
pip install --require-hashes -r requirements-setup.lock

# uv is several times as fast, removes what the lock no longer names, and compiles, so that a first run is no slower
# than the next ones.
with_uv() {
  .venv/bin/uv pip sync --quiet --compile-bytecode --python .venv/bin/python \
    --require-hashes requirements-setup.lock "$lock"
}
with_pip() { # for places whose package mirror is configured for pip alone
  pip install --require-hashes -r "$lock"
}
if [ "${NAQSHEH_INSTALLER:-uv}" = pip ]; then
  with_pip
else
  with_uv || { echo "uv could not install; trying pip" >&2; with_pip; }
fi
# The build backend came with requirements-setup.lock, so nothing unpinned is fetched here.
.venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --offline --editable .

fingerprint "$lock" >.venv/.made-from
