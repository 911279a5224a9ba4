#!/bin/busybox sh
# First process of a jmachine guest: finds the root file system, checks, mounts and grows it, takes over what
# jmachine hands to the machine (the seed), and starts the real init. Everything here runs at every boot, under
# emulation too, so it calls as few programs as it can.
/bin/busybox --install -s /bin
# The guest's own folders too, for what is run in it.
export PATH=/bin:/sbin:/usr/bin:/usr/sbin

mount -t devtmpfs none /dev
mount -t proc none /proc
mount -t sysfs none /sys

say() { echo "jmachine: $*" >/dev/console; }

# Nobody sits at a console: say why, and let QEMU end, so that jmachine sees it at once.
fail() {
    say "boot failed: $*"
    sync
    poweroff -f
}

while read -r module; do insmod "/modules/$module" 2>/dev/null; done </modules/order

root=/dev/vda
init=/sbin/init
for word in $(cat /proc/cmdline); do
    case $word in
        root=*) root=${word#root=} ;;
        init=*) init=${word#init=} ;;
    esac
done
tries=0
until [ -b "$root" ]; do
    tries=$((tries + 1))
    [ $tries -lt 100 ] || fail "no disk $root"
    usleep 100000
done

# After a power cut this replays the journal; bits 4 and up mean that damage is left.
e2fsck -p "$root" >/e2fsck.log 2>&1
result=$?
[ $result -eq 0 ] || say "$(head -n 10 /e2fsck.log)"
[ $result -lt 4 ] || fail "the root file system is damaged; e2fsck ended with $result"
mount -t ext4 -o rw,discard "$root" /root || fail "cannot mount the root file system"
[ -x "/root$init" ] || [ -L "/root$init" ] || fail "no $init in the root file system"
mount --move /dev /root/dev
mount --move /proc /root/proc
mount --move /sys /root/sys

# ---- size -----------------------------------------------------------------------------------------------------

# ext4's superblock: block count at byte 4, block size (as a power of two over 1 KiB) at 24.
superblock() { dd if="/root$root" bs=1 skip=$((1024 + $1)) count=4 2>/dev/null | od -A n -t u4 | tr -d ' '; }
have=$(($(superblock 4) << $(superblock 24)))
want=$(($(cat "/root/sys/class/block/${root##*/}/size") / 2))
if [ $((want - have)) -gt 65536 ]; then
    chroot /root resize2fs "$root" >/resize.log 2>&1 || say "growing the file system failed: $(tail -n 1 /resize.log)"
fi

# ---- seed -----------------------------------------------------------------------------------------------------

# The user to log in as: made once, its keys as jmachine has them, sudo without a password.
prepare_user() {
    local user group home ids
    read -r user </root/etc/jmachine/user
    case $user in
        ''|*[!a-z0-9_-]*|[!a-z_]*) say "seed: '$user' is no user name"; return ;;
    esac
    if ! grep -q "^$user:" /root/etc/passwd; then
        # Left by a power cut; nothing else runs yet.
        rm -f /root/etc/passwd.lock /root/etc/shadow.lock /root/etc/group.lock /root/etc/gshadow.lock
        # The default name is that of the engine's group too.
        if grep -q "^$user:" /root/etc/group; then group="--gid $user"; else group=--user-group; fi
        chroot /root useradd --create-home --shell /bin/bash --groups sudo,docker,adm $group "$user" \
            || { say "seed: cannot make user $user"; return; }
    fi
    home=$(grep "^$user:" /root/etc/passwd | cut -d : -f 6)
    ids=$(grep "^$user:" /root/etc/passwd | cut -d : -f 3,4)
    mkdir -p -m 700 "/root$home/.ssh"
    cp /root/etc/jmachine/authorized_keys "/root$home/.ssh/authorized_keys"
    chmod 600 "/root$home/.ssh/authorized_keys"
    chown "$ids" "/root$home" "/root$home/.ssh" "/root$home/.ssh/authorized_keys"
    echo "$user ALL=(ALL:ALL) NOPASSWD: ALL" >/root/etc/sudoers.d/jmachine
    chmod 440 /root/etc/sudoers.d/jmachine
}

# Taken over once for each content: a seed that jmachine made anew takes effect at the next boot, and what the
# user changed since the last one stays. The mark is written last, so a power cut only repeats the work.
seed=/root/sys/firmware/qemu_fw_cfg/by_name/opt/dev.jmachine/seed/raw
mark=/root/var/lib/jmachine/seed.sha256
if [ -e $seed ]; then
    cat $seed >/seed.tar
    digest=$(sha256sum </seed.tar)
    if [ "$digest" != "$(cat $mark 2>/dev/null)" ]; then
        if tar -x -p -f /seed.tar -C /root; then
            [ ! -e /root/etc/jmachine/user ] || prepare_user
            mkdir -p "${mark%/*}"
            sync
            echo "$digest" >$mark
        else
            say "the seed cannot be unpacked"
        fi
    fi
    rm /seed.tar
fi

exec switch_root /root "$init"
