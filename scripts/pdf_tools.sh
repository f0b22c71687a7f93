#!/usr/bin/env bash
# See that the tests of printed files find a reader of PDF that is not the one that the project itself uses.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/apt.sh

command -v pdftotext >/dev/null || apt_install "The tests of printed files need pdftotext" poppler-utils
