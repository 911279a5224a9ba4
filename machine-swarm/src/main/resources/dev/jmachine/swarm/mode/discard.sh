# Drops what restore.sh has put aside.
rm -rf "$root/swarm.before-restore"
