# Takes the managers' state from standard input, as backup.sh prints it, and puts it in the place of what is in $root. What
# was there stands aside, and is put back when the archive is none or the engine does not start.
aside=$root/swarm.before-restore
archive=$root/swarm-restore.tar.gz
draft=$root/swarm-restore

put_back() {
    [ ! -d "$aside" ] || { rm -rf "$root/swarm" && mv "$aside" "$root/swarm"; }
    start_engine >&2
}

umask 077
trap 'rm -rf "$archive" "$draft"' EXIT
trap 'exit 1' HUP INT TERM PIPE
rm -rf "$draft"
mkdir -p "$draft"
cat > "$archive"
tar -C "$draft" -xzf "$archive" swarm >&2 || fail "The file is no backup of a swarm, or it is damaged."
[ -d "$draft/swarm/raft" ] && [ -d "$draft/swarm/certificates" ] || fail "The file holds no managers' state."

trap 'rm -rf "$archive" "$draft"; put_back' EXIT
stop_engine >&2 || fail "The engine does not stop."
# An earlier attempt that was cut short has left what was there at first.
if [ -d "$aside" ]; then rm -rf "$root/swarm"; elif [ -d "$root/swarm" ]; then mv "$root/swarm" "$aside"; fi
mv "$draft/swarm" "$root/swarm"
start_engine >&2 || fail "The engine does not start with that state."
trap 'rm -rf "$archive" "$draft"' EXIT
