# shellcheck shell=sh
# Puts the files of a project, which lie in the folder it is run in, where they stay, and tells which tool there is.
# Parameter: root, the project's folder on the host.
: "${root?}"
set -eu
parent=${root%/*}
mkdir -p "$root"
chmod 0700 "${parent%/*}" "$parent" "$root"
rm -f run
if [ -e .jmachine ]; then
    rm -rf "$root/.jmachine"
    cp -a . "$root/"
fi
[ -e "$root/.jmachine/arguments" ] || { rmdir "$root"; exit 84; }
if docker compose version > /dev/null 2>&1; then
    echo "docker compose|$(docker compose version --short)"
elif command -v docker-compose > /dev/null; then
    echo "docker-compose|$(docker-compose version --short 2> /dev/null)"
else
    exit 83
fi
