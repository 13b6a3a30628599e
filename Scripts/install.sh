#!/usr/bin/env bash
# Copies a build into a folder and sees that the copy serves: install.sh PREFIX [debug]
set -euo pipefail
cd "$(dirname "$0")/.."

prefix=$1
built=.build/${2:-release}

# Copies a program or library without its symbols: stripped FROM TO MODE [where it finds libraries]
stripped() {
    install -D -m "$3" "$1" "$2"
    strip --strip-unneeded "$2"
    [ -z "${4:-}" ] || patchelf --set-rpath "$4" "$2"
}

echo "Installing into $prefix"
stripped "$built/dinh" "$prefix/bin/dinh" 755 '$ORIGIN'
stripped "$built/libPortalKit.so" "$prefix/bin/libPortalKit.so" 644 '$ORIGIN'

# Swift's own libraries go along, so that the machine that serves needs no toolchain.
toolchain=$(dirname "$(dirname "$(readlink -f "$(command -v swift)")")")
ldd "$built/libPortalKit.so" | awk '{ print $3 }' | grep "^$toolchain/" | while read -r library; do
    stripped "$library" "$prefix/bin/$(basename "$library")" 644
done

rm -rf "$prefix/share/core"
mkdir -p "$prefix/share" "$prefix/modules"
cp -R Sources/PortalKit/Resources "$prefix/share/core"
cp LICENSE VERSION "$prefix/share/"

for manifest in Plugins/*/module.yml; do
    folder=$(dirname "$manifest")
    id=$(sed -n 's/^id: *//p' "$manifest")
    library=lib$(sed -n 's/^library: *//p' "$manifest").so
    # Only what comes from here is replaced: modules of others may lie beside it.
    rm -rf "${prefix:?}/modules/$id"
    mkdir -p "$prefix/modules/$id"
    cp "$manifest" "$prefix/modules/$id/"
    cp -R "$folder/Resources" "$prefix/modules/$id/"
    stripped "$built/$library" "$prefix/modules/$id/$library" 644 '$ORIGIN/../../bin'
done
chmod -R u+rwX,go+rX,go-w "$prefix/share" "$prefix/modules"

Scripts/verify-install.sh "$prefix"
