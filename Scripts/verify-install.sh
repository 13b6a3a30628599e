#!/usr/bin/env bash
# Serves a new site with the installed copy, from a folder far from this checkout: verify-install.sh PREFIX
set -euo pipefail

prefix=$(cd "$1" && pwd)
place=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2> /dev/null || true; rm -rf "$place"' EXIT
cd "$place"

"$prefix/bin/dinh" --version
"$prefix/bin/dinh" site new sites/thu --name "Xã Thử" > /dev/null

for port in $(seq 18900 18999); do
    (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null || break
done
"$prefix/bin/dinh" serve thu --port "$port" > serve.log 2>&1 &
server=$!
for _ in $(seq 50); do
    if curl --silent --fail --noproxy '*' --output /dev/null "http://127.0.0.1:$port/healthz"; then
        curl --silent --show-error --fail --noproxy '*' --output /dev/null "http://localhost:$port/"
        strangers=$(awk '$6 ~ /\.so/ { print $6 }' "/proc/$server/maps" | sort -u | grep -vE "^($prefix|/usr/lib|/lib)/" || true)
        if [ -n "$strangers" ]; then
            echo "The installed copy needs libraries from elsewhere:" >&2
            echo "$strangers" >&2
            exit 1
        fi
        echo "The installed copy serves."
        exit 0
    fi
    sleep 0.1
done
cat serve.log >&2
echo "The installed copy does not serve; see above." >&2
exit 1
