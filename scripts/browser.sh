#!/usr/bin/env bash
# See that the page tests find a Chromium: NAQSHEH_CHROMIUM, one on the path, or Debian's package.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/apt.sh

if [ -n "${NAQSHEH_CHROMIUM:-}" ]; then
  [ -x "$NAQSHEH_CHROMIUM" ] && exit 0
  echo "NAQSHEH_CHROMIUM names $NAQSHEH_CHROMIUM, which cannot be run." >&2
  exit 1
fi
for name in chromium chromium-browser google-chrome; do
  path=$(command -v "$name") || continue
  # Ubuntu's chromium-browser is a pointer to a snap; it answers only where snaps work.
  timeout 30 "$path" --version >/dev/null 2>&1 && exit 0
done
if grep -qi ubuntu /etc/os-release 2>/dev/null; then # it has no Chromium package of its own
  .venv/bin/playwright install --with-deps chromium && exit 0
  echo "No Chromium for the page tests: install one and name it in NAQSHEH_CHROMIUM." >&2
  exit 1
fi
apt_install "The page tests need Chromium" chromium
