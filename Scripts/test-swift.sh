#!/usr/bin/env bash
# Builds and runs all Swift tests; a test that was skipped counts as a failure.
set -euo pipefail
cd "$(dirname "$0")/.."

log=$(mktemp)
trap 'rm -f "$log"' EXIT

Scripts/build.sh debug --build-tests
# Begun all at once, a thousand tests would starve each other of the cores, and reach time limits of the product.
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=$((2 * $(nproc)))
if ! swift test --skip-build --disable-xctest "$@" 2>&1 | tee "$log"; then
    # Once more at the end, where a log that is cut off still shows it.
    grep -E '^✘|recorded an issue' "$log" | tail --lines 40 >&2 || true
    exit 1
fi

if ! grep -qE 'Test run with [1-9][0-9]* tests?.* passed' "$log"; then
    echo "No test was run." >&2
    exit 1
fi
if grep -E '^[^ ]+ (Test|Suite) .* skipped[.:]' "$log" >&2; then
    echo "Tests were skipped; each must run." >&2
    exit 1
fi
