#!/usr/bin/env bash
# Loads the content of the sites given and serves them: run.sh PORT SITE...
set -euo pipefail
cd "$(dirname "$0")/.."

port=$1
shift
dinh=.build/release/dinh

for site in "$@"; do
    echo "Content of $site:"
    "$dinh" content load "$site"
done

echo
echo "Open in a browser:"
for site in "$@"; do
    # The first of the site's domains: domains: [localhost, …]
    domain=$(sed -n 's/^domains: *\[ *\([^],]*\).*/\1/p' "sites/$site/site.yml" | tr -d '"')
    echo "    http://${domain:-localhost}:$port/            $(sed -n 's/^name: *//p' "sites/$site/site.yml")"
    echo "    http://${domain:-localhost}:$port/quan-tri    its administration"
done
echo "Ctrl-C ends it."
echo
exec "$dinh" serve "$@" --port "$port"
