#!/usr/bin/env bash
# Runs the browser tests with Debian's Chromium; Python's packages stay in a folder of this checkout.
set -euo pipefail
cd "$(dirname "$0")/.."

environment=.build-browser
requirements=Tests/Browser/requirements.txt

if ! cmp --silent "$requirements" "$environment/requirements.txt"; then
    python=python3
    if ! "$python" -c 'import venv, ensurepip' 2> /dev/null; then
        Scripts/install-packages.sh python3-venv
        python=/usr/bin/python3
    fi
    echo "Installing the browser tests' Python packages into $environment"
    rm -rf "$environment"
    "$python" -m venv "$environment"
    "$environment/bin/pip" install --quiet --disable-pip-version-check --requirement "$requirements"
    cp "$requirements" "$environment/requirements.txt"
fi

# Two at a time, each with a portal of its own: one browser leaves a second core idle for a third of the time.
exec "$environment/bin/pytest" Tests/Browser --numprocesses 2 --dist worksteal "$@"
