# What is known of a host from outside: its facts, whether it lives, whether anyone wants it. Sourced by debian-host.
# shellcheck shell=bash disable=SC2154   # what is not assigned here is debian-host's

fact() { sed -n "s/^$2=//p" "$hosts/$1/facts"; }

cgroup_of() { echo "$(cgroup_root)/jmt-$1"; }

# The end of its network cable that is on this machine's bridge.
cable_of() { fact "$1" address | sed 's/.*\./jmt-/'; }

host_names() { [ ! -d "$hosts" ] || find "$hosts" -mindepth 1 -maxdepth 1 -type d -printf '%f\n' | sort; }

# A process is known by its number and the time it started: numbers are given out again.
process_mark() { awk '{ sub(/.*\) /, ""); print $20 }' "/proc/$1/stat" 2> /dev/null; }

process_lives() { [ -n "$2" ] && [ "$(process_mark "$1")" = "$2" ]; }

# Whether the process noted in a file of the host's folder (its owner, or the one that is making it) still lives.
noted_process_lives() {
    local pid mark
    read -r pid mark < "$hosts/$1/$2" && process_lives "$pid" "$mark"
} 2> /dev/null

host_is_dead() { ! grep -q 'populated 1' "$(cgroup_of "$1")/cgroup.events" 2> /dev/null; }

is_garbage() {
    if [ -e "$hosts/$1/maker" ]; then
        ! noted_process_lives "$1" maker
    else
        host_is_dead "$1" || { [ -e "$hosts/$1/owner" ] && ! noted_process_lives "$1" owner; }
    fi
}
