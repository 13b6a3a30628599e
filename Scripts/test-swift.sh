#!/usr/bin/env bash
# Builds and runs all Swift tests; a test that was skipped counts as a failure.
set -euo pipefail
cd "$(dirname "$0")/.."

log=$(mktemp)
trap 'rm -f "$log"' EXIT

Scripts/build.sh debug --build-tests
swift test --skip-build --disable-xctest "$@" 2>&1 | tee "$log"

if ! grep -qE 'Test run with [1-9][0-9]* tests?.* passed' "$log"; then
    echo "No test was run." >&2
    exit 1
fi
if grep -E '^[^ ]+ (Test|Suite) .* skipped[.:]' "$log" >&2; then
    echo "Tests were skipped; each must run." >&2
    exit 1
fi
