# Prints the managers' state below $root as a compressed archive. The engine stands still only while the archive is made,
# and is started again whatever happens. Goes on when the connection breaks, up to the point where it has been.
archive=$root/swarm-backup.tar.gz

[ -d "$root/swarm/raft" ] || fail "There is no managers' state in $root/swarm."
umask 077
trap 'rm -f "$archive"; start_engine >&2' EXIT
trap 'exit 1' HUP INT TERM PIPE
stop_engine >&2 || fail "The engine does not stop."
tar -C "$root" -czf "$archive" swarm >&2 || fail "The state could not be archived."
start_engine >&2 || fail "The engine does not start again."
trap 'rm -f "$archive"' EXIT
cat "$archive"
