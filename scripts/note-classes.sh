#!/bin/sh
# Notes the classes that creating and provisioning a machine loads, for the archive of loaded classes that the launcher
# makes: writes machine-cli/src/main/resources/dev/jmachine/cli/training.txt anew. Run it on a built checkout when the
# SSH library or much of the core has changed, with what "create -d generic" needs for a host with an engine:
#   scripts/note-classes.sh --generic-ip-address 192.0.2.7 --generic-ssh-key KEY
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C
list=$root/machine-cli/src/main/resources/dev/jmachine/cli/training.txt
export MACHINE_STORAGE_PATH="$work/store" JMACHINE_BUILD=no JMACHINE_ARCHIVE=no

# noted NAME COMMAND...: runs a command; the names of the classes it loads are in a file of that name then. Left out are
# classes made while it runs, those of drivers, and those of signed jars: none of them can be in an archive.
noted() {
    log=$work/$1.log
    names=$work/$1
    shift
    JMACHINE_OPTS="-Xlog:class+load=info:file=$log" "$root/jmachine" "$@" > /dev/null
    sed -n 's/^.*\[class,load\] \([^ ]*\) source: \(shared.*\|jrt:.*\|file:.*\)$/\1 \2/p' "$log" |
        grep -v -e '/drivers/' -e 'lib/more/bc' -e 'lib/bc' | cut -d ' ' -f 1 |
        grep -v -e '/0x' -e '[$][$]' -e 'LambdaForm[$]' -e '[.][$]Proxy' -e 'Species_' -e '^\[' \
            -e 'invoke.*Holder' | sort -u > "$names"
}

noted training __train "$work/training-store"
noted create create -d generic "$@" noted
noted ls ls
noted provision provision noted
noted ssh ssh noted true
# The training loads the list as it was, too.
grep -v '^#' "$list" | sort -u | comm -13 - "$work/training" > "$work/trained"
{
    grep '^#' "$list"
    sort -u "$work/create" "$work/ls" "$work/provision" "$work/ssh" | comm -23 - "$work/trained"
} > "$work/new"
mv "$work/new" "$list"
"$root/jmachine" rm -y -f noted > /dev/null
