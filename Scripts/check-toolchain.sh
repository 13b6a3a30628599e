#!/usr/bin/env bash
# Says what is wrong with the Swift toolchain before a build fails over it.
set -euo pipefail

needed=6.3

if ! command -v swift > /dev/null; then
    echo "Swift is missing: install Swift $needed or later (swift.org/install) and put its bin folder on PATH." >&2
    exit 1
fi
found=$(swift --version 2> /dev/null | sed -n 's/.*Swift version \([0-9.]*\).*/\1/p' | head -n 1)
if [ "$(printf '%s\n' "$needed" "${found:-0}" | sort -V | head -n 1)" != "$needed" ]; then
    echo "Swift ${found:-of an unknown version} is too old: install Swift $needed or later (swift.org/install)." >&2
    exit 1
fi
