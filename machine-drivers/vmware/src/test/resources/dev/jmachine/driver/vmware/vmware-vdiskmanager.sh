#!/bin/sh
# Stands in for VMware's vmware-vdiskmanager: copies disks, and writes their size into the sparse extent's head, as the
# format "Virtual Disk Format 5.0" has it: eight bytes from the twelfth on, in sectors, little-endian.
fail() { echo "$1"; exit 1; }
case $1 in
    -r)
        [ "$3 $4" = "-t 0" ] || fail "Unsupported disk type"
        [ -e "$5" ] && fail "The destination file already exists"
        cp "$2" "$5"
        ;;
    -x)
        sectors=$((${2%MB} * 2048))
        bytes=''
        for _ in 1 2 3 4 5 6 7 8; do
            bytes="$bytes\\$(printf %03o $((sectors % 256)))"
            sectors=$((sectors / 256))
        done
        # shellcheck disable=SC2059   # the bytes are meant to be a format
        printf "$bytes" | dd of="$3" bs=1 seek=12 conv=notrunc 2> /dev/null
        ;;
    *) fail "Unrecognized option $1" ;;
esac
