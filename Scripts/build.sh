#!/usr/bin/env bash
# Builds everything: build.sh debug|release [more for swift build]
#
# A module carries the number of the core that it was compiled against. Swift's incremental build does not compile a
# module anew when only that number has changed, so modules that carry another one are compiled once more.
set -euo pipefail
cd "$(dirname "$0")/.."

configuration=$1
shift
folder=.build/$configuration

swift build --configuration "$configuration" "$@"

number=$("$folder/dinh" abi)
is_stale=
for manifest in Plugins/*/module.yml; do
    library=$(sed -n 's/^library: *//p' "$manifest")
    grep --quiet --fixed-strings "$number" "$folder/lib$library.so" && continue
    is_stale=yes
    touch "$(dirname "$manifest")/Sources/$library"/*.swift
done
if [ -n "$is_stale" ]; then
    swift build --configuration "$configuration" "$@"
fi
