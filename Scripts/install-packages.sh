#!/usr/bin/env bash
# Installs the Debian packages given that are not there yet; does nothing, quickly, when all are.
set -euo pipefail

installed() {
    [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2> /dev/null)" = installed ]
}

if ! command -v dpkg-query > /dev/null; then
    echo "This is no Debian system: make sure that what these packages hold is installed: $*" >&2
    exit 0
fi

missing=()
for package in "$@"; do
    installed "$package" || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

install=(env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --no-install-recommends "${missing[@]}")
if [ "$(id -u)" -ne 0 ]; then
    echo "These Debian packages are missing; install them, then try again:" >&2
    echo "    sudo apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 1
fi
echo "Installing Debian packages: ${missing[*]}"
# nginx is used by hand on ports of its own: its service must not start.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' > "$policy"
    chmod +x "$policy"
    trap 'rm -f "$policy"' EXIT
fi
apt-get update --quiet --quiet || echo "The list of packages could not be renewed; trying with the one at hand." >&2
"${install[@]}" > /dev/null
