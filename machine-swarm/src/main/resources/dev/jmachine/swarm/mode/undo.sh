# Puts back what restore.sh has put aside.
aside=$root/swarm.before-restore
trap start_engine EXIT
stop_engine || fail "The engine does not stop."
rm -rf "$root/swarm"
[ ! -d "$aside" ] || mv "$aside" "$root/swarm"
