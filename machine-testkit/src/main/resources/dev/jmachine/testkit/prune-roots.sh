# prune-roots.sh FOLDER DAYS: delete the roots in FOLDER that nobody has asked for in the last so many days.
#
# Run by DebianRoot. When a root was asked for last is the time of its lock; who has it open, or makes it, holds the lock.
set -eu
for root in "$1"/*; do
    case $root in *.part) continue ;; esac
    [ -d "$root" ] || continue
    [ -e "$root.lock" ] || touch "$root.lock"
    if [ -n "$(find "$root.lock" -mtime "+$2")" ]; then
        flock --nonblock "$root.lock" rm -rf --one-file-system "$root" || [ $? -eq 1 ]
    fi
done
