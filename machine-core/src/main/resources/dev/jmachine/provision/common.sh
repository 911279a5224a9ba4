# shellcheck shell=sh
# What every phase begins with. A phase is one text, read by a shell of root's from standard input: its parameters as
# assignments, this file, the files of the phase, and last of all the call of its entry function, so that a text cut
# short by a broken connection does nothing at all.
#
# Parameters: root, the folder that all paths lie below: empty, save in tests; state, jmachine's folder on the host.
: "${root?}" "${state?}"
set -eu
export LC_ALL=C
PATH=$PATH:$root/usr/local/sbin:$root/usr/local/bin:$root/usr/sbin:$root/usr/bin:$root/sbin # sudo may keep a user's
umask 022

# The answer on standard output is lines: "name=value", and "name|line" for each line of a text. Nothing is written
# there before the work is done: a reader that has gone away must not end the script in the middle of it.
fact() { printf '%s=%s\n' "$1" "$2"; }

# text NAME FILE; the empty line is for files whose last line has no end.
text() {
    [ ! -f "$2" ] || { sed "s/^/$1|/" "$2" && echo; }
}

# fail CODE SENTENCE [LOG]: ends the script; the last lines of the log say why.
fail() {
    fact failure "$1"
    fact problem "$2"
    [ $# -lt 3 ] || tail -n 15 "$3" | sed 's/^/log|/'
    exit 1
}

# A choice that was made for the user, told when the answer is.
notices=
notice() { notices="$notices$1
"; }
tell_notices() { printf '%s' "$notices" | sed 's/^/notice|/'; }

# retry SECONDS COMMAND...: until it succeeds or the time is over.
retry() {
    retry_end=$(($(date +%s) + $1))
    shift
    until "$@"; do
        [ "$(date +%s)" -lt "$retry_end" ] || return 1
        sleep 0.2
    done
}

checksum() { sha256sum "$1" | cut -d ' ' -f 1; }

# Begins a phase that changes something, with a folder for what is only needed now; one that was left behind by an
# attempt that was killed goes away. on_exit is what else a phase has to do when it ends.
begin_work() {
    mkdir -p "$state"
    chmod 0700 "$state"
    take_turn
    work=$state/work
    log=$work/log
    rm -rf "$work"
    mkdir "$work"
    : > "$log"
    trap 'unfollow; on_exit; rm -rf "$work"; rmdir "$state" 2> /dev/null || :' EXIT
}
on_exit() { :; }

# Tells now and then what was logged last, from a process of its own: a reader that has gone away ends only that one.
# It must neither keep the lock nor, by its sleep, the connection.
follower=
follow() {
    while sleep 1 > /dev/null 2>&1 && kill -0 $$ 2> /dev/null; do
        # shellcheck disable=SC2012
        newest=$(ls -t "$log" "$work/step" 2> /dev/null | head -n 1)
        [ -z "$newest" ] || line=$(tail -n 5 "$newest" | tr '\r' '\n' | grep . | tail -n 1 | cut -c 1-120) || :
        [ "${line:=}" = "${told:=}" ] || printf 'progress|%s\n' "$line"
        told=$line
    done 2> /dev/null 9>&- &
    follower=$!
}

unfollow() {
    [ -z "$follower" ] || { kill "$follower" && wait "$follower"; } 2> /dev/null || :
    follower=
}

# Each container that runs has a shim, which outlives the engine. The engine itself cannot be asked: it may be down,
# and the host may have no client.
containers_run() {
    grep -ls '^containerd-shim' "$root"/proc/[0-9]*/comm | while read -r shim; do
        tr '\0' ' ' < "${shim%comm}cmdline" | grep -e '-namespace moby '
    done 2> /dev/null | grep -q .
}

# An earlier attempt whose connection broke may still be at work: wait for its end, which the kernel tells by the lock.
take_turn() {
    mkdir -p "$root/run"
    exec 9> "$root/run/jmachine.lock"
    ! command -v flock > /dev/null || retry 300 flock -n 9 ||
        fail PROVISIONING_FAILED "Another jmachine has been at work on this host for over five minutes."
}
