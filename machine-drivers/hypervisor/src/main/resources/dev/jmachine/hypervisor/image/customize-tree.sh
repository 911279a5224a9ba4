#!/bin/bash
# Makes the guest's tree of freshly installed packages into an image. Called by build-image.sh as a hook of
# mmdebstrap, as (the name space's) root, with the tree as its argument and settings in the environment:
#   name release codename engine cloud disk_size
# Leaves its results in TREE/run/out.
set -euo pipefail
export LC_ALL=C
tree=$1
# The name space's root may not enter the caller's folder.
cd /
inputs=$tree/run
progress() { printf 'progress %s %s\n' "$1" "$2"; }
# The tree's own tools, so that the host needs few.
inside() { chroot "$tree" "$@"; }

temporary=$(mktemp -d "${tree%/}.image.XXXXXX")
trap 'umount -R "$temporary/view" 2>/dev/null || true; rm -rf --one-file-system "$temporary"' EXIT
cp "$inputs"/{initrd-init.sh,recipe,guest-sources.list,guest-apt.conf} "$temporary"

# ---- facts ----------------------------------------------------------------------------------------------------

inside dpkg-query -W -f '${Package} ${Version} ${Architecture}\n' >"$temporary/packages.txt"
kernel=$(ls "$tree/lib/modules")
engine_version=''
if [ "$engine" = yes ]; then
    engine_version=$(inside dpkg-query -W -f '${Version}' docker.io | sed 's/[+~-].*//')
fi
# Same packages and same recipe: same version. The point release in front is for the reader.
digest=$(cat "$temporary/packages.txt" "$temporary/recipe" "$temporary/guest-sources.list" | sha256sum | cut -c 1-8)
version=$(cat "$tree/etc/debian_version")-$digest
# Newest time that came out of a package: what installation wrote just now is set back to it below.
epoch=$(cd "$tree/usr" && find . -xdev -type f ! -newer "$inputs/recipe" -printf '%T@\n' | sort -n | tail -n 1)
epoch=${epoch%.*}
uuid=$(printf '%s' "$name $version" | sha256sum |
    sed 's/\(.\{8\}\)\(.\{4\}\).\(.\{3\}\).\(.\{3\}\)\(.\{12\}\).*/\1-\2-4\3-8\4-\5/')

# ---- the system -----------------------------------------------------------------------------------------------

progress 70 'Configuring the system'
rm -f "$tree"/etc/apt/apt.conf.d/*mmdebstrap "$tree"/etc/dpkg/dpkg.cfg.d/*mmdebstrap
rm -f "$tree/etc/apt/sources.list" "$tree"/etc/apt/sources.list.d/*
cp "$temporary/guest-sources.list" "$tree/etc/apt/sources.list"
if [ -s "$temporary/guest-apt.conf" ]; then cp "$temporary/guest-apt.conf" "$tree/etc/apt/apt.conf.d/80mirror"; fi
echo 'LANG=C.UTF-8' >"$tree/etc/default/locale"
echo localhost >"$tree/etc/hostname"
printf '127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n' >"$tree/etc/hosts"
rm -f "$tree/etc/resolv.conf" "$tree"/etc/ssh/ssh_host_*
inside systemctl --quiet enable systemd-networkd.service

mask() { for unit; do ln -sf /dev/null "$tree/etc/systemd/system/$unit"; done; }

# Like a distribution's own image, with nothing of jmachine in it.
configure_cloud_image() {
    inside systemctl --quiet enable systemd-resolved.service
    ln -s ../run/systemd/resolve/stub-resolv.conf "$tree/etc/resolv.conf"
    echo "UUID=$uuid / ext4 defaults,errors=remount-ro 0 1" >"$tree/etc/fstab"
    mkdir -p "$tree/boot/grub"
    cat >"$tree/boot/grub/grub.cfg" <<END
serial --unit=0 --speed=115200
terminal_input serial
terminal_output serial
set timeout=0
menuentry Debian {
    linux /boot/vmlinuz-$kernel root=UUID=$uuid ro console=ttyS0 net.ifnames=0
    initrd /boot/initrd.img-$kernel
}
END
    inside grub-mkimage -O i386-pc -o /run/core.img -p '(hd0,msdos1)/boot/grub' \
        biosdisk part_msdos ext2 normal configfile linux serial terminal echo test
    cp "$tree/run/core.img" "$tree/usr/lib/grub/i386-pc/boot.img" "$temporary"
}

configure_machine_image() {
    printf '# The root file system is mounted by the initrd, which checks and grows it first.\n' >"$tree/etc/fstab"
    # Where QEMU's user-mode network answers; a resolver of the guest's own would cost start-up time.
    echo 'nameserver 10.0.2.3' >"$tree/etc/resolv.conf"
    inside groupadd --system --force docker
    # Only an engine waits for the network, and it starts without one.
    inside systemctl --quiet disable systemd-networkd-wait-online.service

    # Work at boot that a virtual machine without a console never profits from, or that the initrd or the seed has
    # done. Under emulation each costs a tenth of a second to a whole one; what is left is an ordinary Debian.
    mask apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer e2scrub_reap.service \
        fstrim.timer systemd-pstore.service systemd-firstboot.service systemd-sysusers.service ldconfig.service \
        systemd-update-utmp.service systemd-update-utmp-runlevel.service systemd-random-seed.service \
        systemd-hwdb-update.service systemd-journal-catalog-update.service systemd-update-done.service \
        systemd-machine-id-commit.service systemd-binfmt.service proc-sys-fs-binfmt_misc.automount \
        sys-kernel-debug.mount sys-kernel-tracing.mount sys-kernel-config.mount sys-fs-fuse-connections.mount \
        dev-hugepages.mount dev-mqueue.mount modprobe@drm.service systemd-hibernate-clear.service \
        systemd-remount-fs.service systemd-network-generator.service systemd-udev-load-credentials.service \
        systemd-networkd-persistent-storage.service systemd-tmpfiles-setup-dev-early.service \
        systemd-journal-flush.service getty@tty1.service serial-getty@ttyS0.service sshd-keygen.service
    mkdir -p "$tree/etc/systemd/system-generators"
    for generator in getty gpt-auto hibernate-resume rc-local run ssh system-update tpm2; do
        ln -s /dev/null "$tree/etc/systemd/system-generators/systemd-$generator-generator"
    done
    # The kernel stays the same, so its list of device nodes that load a module can be made here.
    mask kmod-static-nodes.service
    awk '!/^#/ {
        if ($2 ~ /\//) { folder = $2; sub("/[^/]*$", "", folder); print "d /dev/" folder " 0755 - - -" }
        print substr($3, 1, 1) "! /dev/" $2 " 0600 - - - " substr($3, 2)
    }' "$tree/lib/modules/$kernel/modules.devname" >"$tree/etc/tmpfiles.d/static-nodes.conf"
    # Devices that QEMU has and no server looks at.
    printf 'blacklist %s\n' psmouse serio_raw mousedev floppy pcspkr iTCO_wdt lpc_ich i2c_i801 input_leds joydev \
        >"$tree/etc/modprobe.d/jmachine.conf"

    mkdir -p "$tree/etc/systemd/journald.conf.d" "$tree/etc/systemd/system.conf.d" \
        "$tree/etc/systemd/system/ssh.service.d"
    rm -rf "$tree/var/log/journal"
    printf '[Journal]\nStorage=volatile\nRuntimeMaxUse=32M\n' >"$tree/etc/systemd/journald.conf.d/jmachine.conf"
    # A process that ignores the request to end, such as a container's, must not hold up a shutdown for long.
    printf '[Manager]\nDefaultTimeoutStopSec=25s\n' >"$tree/etc/systemd/system.conf.d/jmachine.conf"
    # Until this unit has run, PAM turns users away: a port that answers shall mean a machine that lets one in.
    printf '[Unit]\nAfter=systemd-user-sessions.service\n' >"$tree/etc/systemd/system/ssh.service.d/jmachine.conf"
    # sshd knows the one host key that jmachine gives, and must not spend seconds on making others.
    printf '%s\n' 'HostKey /etc/ssh/ssh_host_ed25519_key' 'PasswordAuthentication no' \
        'KbdInteractiveAuthentication no' 'MaxStartups 100:30:200' >"$tree/etc/ssh/sshd_config.d/jmachine.conf"
    # Behind QEMU's user-mode network all clients are one source, and whoever waits for the boot knocks many times:
    # newer servers would shut all of them out for that.
    if [ "$release" -ge 13 ]; then
        echo 'PerSourcePenalties no' >>"$tree/etc/ssh/sshd_config.d/jmachine.conf"
    fi
}

if [ "$cloud" = yes ]; then configure_cloud_image; else configure_machine_image; fi

# ---- kernel and initrd ----------------------------------------------------------------------------------------

make_initrd() {
    local target=$temporary/initrd module file
    mkdir -p "$target"/{bin,dev,proc,sys,root,modules}
    cp "$tree/bin/busybox" "$tree/sbin/e2fsck.static" "$target/bin/"
    mv "$target/bin/e2fsck.static" "$target/bin/e2fsck"
    install -m 755 "$temporary/initrd-init.sh" "$target/init"
    # Uncompressed and in loading order: busybox's insmod is then enough, with no dependency files.
    for module in virtio_pci virtio_mmio virtio_blk ext4 qemu_fw_cfg virtio_rng virtio_net; do
        inside modprobe --set-version "$kernel" --show-depends "$module" | sed -n 's/^insmod \([^ ]*\).*/\1/p'
    done | awk '!seen[$0]++' >"$temporary/modules"
    while read -r file; do
        module=$(basename "$file" .xz)
        case $file in
            *.xz) inside busybox xzcat "$file" >"$target/modules/$module" ;;
            *) cp "$tree/$file" "$target/modules/$module" ;;
        esac
        echo "$module" >>"$target/modules/order"
    done <"$temporary/modules"
    find "$target" -exec touch -h -d "@$epoch" {} +
    mkdir "$tree/run/initrd"
    cp -a "$target/." "$tree/run/initrd"
    inside sh -c 'cd /run/initrd && find . | sort | cpio --quiet --reproducible -R 0:0 -o -H newc' | gzip -9n \
        >"$temporary/initrd.img"
    rm -rf "$tree/run/initrd"
}

if [ "$cloud" = no ]; then
    progress 74 'Making the initrd'
    make_initrd
    cp "$tree/boot/vmlinuz-$kernel" "$temporary/vmlinuz"
fi

# ---- cleaning -------------------------------------------------------------------------------------------------

progress 76 'Cleaning up'
inside apt-get clean
rm -rf "$tree"/var/lib/apt/lists/* "$tree"/var/cache/apt/*.bin "$tree"/var/cache/ldconfig/aux-cache \
    "$tree"/var/cache/debconf/*-old "$tree"/var/lib/dpkg/*-old "$tree"/var/log/*.log "$tree"/var/log/apt/* \
    "$tree"/var/log/{btmp,wtmp,lastlog,faillog} "$tree"/etc/*- "$tree"/etc/.pwd.lock "$tree"/tmp/* \
    "$tree"/var/lib/systemd/random-seed "$tree"/var/lib/dbus/machine-id "$tree"/var/lib/jmachine
rm -rf "${tree:?}"/run/*
mkdir -p "$tree/var/lib/apt/lists/partial" "$tree/run/lock"
: >"$tree/etc/machine-id"
ln -s /etc/machine-id "$tree/var/lib/dbus/machine-id"
# systemd takes a /usr that is newer than these for an update and redoes its caches at boot.
: >"$tree/etc/.updated"
: >"$tree/var/.updated"

# ---- disk -----------------------------------------------------------------------------------------------------

# The tree without what is mounted on it while hooks run, and without device nodes: the kernel makes them.
view=$temporary/view
mkdir "$view"
mount --bind "$tree" "$view"
mount -t tmpfs -o mode=755 none "$view/dev"
find "$view" "$view/dev" -xdev -newermt "@$epoch" -exec touch -h -d "@$epoch" {} +

progress 80 'Making the file system'
disk=$temporary/disk.raw
offset=0
if [ "$cloud" = yes ]; then offset=$((1024 * 1024)); fi
truncate -s "$disk_size" "$disk"
size=$(stat -c %s "$disk")
# GRUB of Debian 12 cannot read a file system with a checksum seed of its own.
E2FSPROGS_FAKE_TIME=$epoch SOURCE_DATE_EPOCH=$epoch mke2fs -q -F -t ext4 -U "$uuid" -L jmachine -m 1 \
    -O ^metadata_csum_seed -E "hash_seed=$uuid,offset=$offset" -d "$view" "$disk" $(((size - offset) / 1024))k
umount -R "$view"

# A master boot record with one active Linux partition, GRUB's first stage in it and the rest behind it: what
# grub-install would do, but without a block device.
little_endian() { printf "$(printf '%08x' "$1" | sed 's/\(..\)\(..\)\(..\)\(..\)/\\x\4\\x\3\\x\2\\x\1/')"; }
put() { dd of="$disk" conv=notrunc bs=1 seek="$1" status=none; }
if [ "$cloud" = yes ]; then
    head -c 440 "$temporary/boot.img" | put 0
    { printf '\x80\xfe\xff\xff\x83\xfe\xff\xff'; little_endian $((offset / 512)); \
        little_endian $(((size - offset) / 512)); } | put 446
    printf '\x55\xaa' | put 510
    dd if="$temporary/core.img" of="$disk" conv=notrunc bs=512 seek=1 status=none
fi

progress 88 'Compressing the disk'
mkdir -p "$tree/run/out"
qemu-img convert -c -O qcow2 -o compression_type=zstd "$disk" "$tree/run/out/disk.qcow2"
cp "$temporary/packages.txt" "$tree/run/out"
if [ "$cloud" = no ]; then cp "$temporary"/{vmlinuz,initrd.img} "$tree/run/out"; fi
cat >"$tree/run/out/facts" <<END
version=$version
kernel=$kernel
engine_version=$engine_version
epoch=$epoch
END
