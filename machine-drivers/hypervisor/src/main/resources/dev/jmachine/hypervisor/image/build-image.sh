#!/bin/bash
# Makes a guest image for jmachine's QEMU driver from Debian packages alone: no loop mount, no download of
# anything but packages, no root where the system lets an ordinary user have a user namespace.
#
#   build-image.sh --release 13 [--engine] [--cloud] --output FOLDER [--mirror URL] [--security-mirror URL]
#   build-image.sh --check ...      the same options; only looks whether this host can do it
#   build-image.sh --clean FOLDER
#
# FOLDER must be empty; afterwards it holds disk.qcow2, packages.txt, image.json, build.log and, unless --cloud,
# vmlinuz and initrd.img. stdout carries "progress PERCENT TITLE" lines only, stderr the reason of a failure.
# A build that was killed leaves FOLDER behind with files that belong to other user ids: --clean takes it away.
# The work in the guest's tree is customize-tree.sh's; this file prepares it and describes the result.
set -euo pipefail
export LC_ALL=C
here=$(cd "$(dirname "$0")" && pwd)

fail() { printf '%s\n' "$@" >&2; exit 1; }
progress() { printf 'progress %s %s\n' "$1" "$2"; }

# As root this is the command itself; else as the root of the name space, who owns what a build makes.
as_builder() {
    if [ "$(id -u)" = 0 ]; then "$@"; else mmdebstrap --unshare-helper "$@"; fi 2>/dev/null
}

# Ends a build that may still run, and takes its files away.
clean() {
    local group signal folder
    group=$(cat "$1/group" 2>/dev/null || true)
    if [ -n "$group" ] && pgrep -g "$group" -f 'build-image|mmdebstrap|customize-tree' >/dev/null; then
        for signal in TERM KILL; do
            kill -s $signal -- "-$group" 2>/dev/null || true
            as_builder kill -s $signal -- "-$group" || true
            for _ in $(seq 50); do
                pgrep -g "$group" >/dev/null || break 2
                sleep 0.1
            done
        done
    fi
    for folder in "$(cat "$1/temporary" 2>/dev/null || true)" "$1"; do
        [ -n "$folder" ] || continue
        as_builder rm -rf --one-file-system "$folder" || true
        rm -rf --one-file-system "$folder"
    done
}

check=no release='' engine=no cloud=no output='' mirror='' security_mirror='' disk_size=4G
while [ $# -gt 0 ]; do
    case $1 in
        --check) check=yes ;;
        --engine) engine=yes ;;
        --cloud) cloud=yes ;;
        --release) release=$2; shift ;;
        --output) output=$2; shift ;;
        --clean) clean "$2"; exit ;;
        --mirror) mirror=$2; shift ;;
        --security-mirror) security_mirror=$2; shift ;;
        *) fail "unknown option $1" ;;
    esac
    shift
done
case $release in
    12) codename=bookworm ;;
    13) codename=trixie ;;
    *) fail "unknown Debian release '$release': 12 and 13 are known" ;;
esac
[ -n "$output" ] || fail "no --output folder given"
name=debian-$release
if [ $engine = yes ]; then name=$name-engine; fi
if [ $cloud = yes ]; then name=$name-cloud; fi

# ---- what this host must have ------------------------------------------------------------------------------

missing=''
need() { command -v "$1" >/dev/null || missing="$missing $2"; }
PATH=$PATH:/usr/sbin:/sbin
need mmdebstrap mmdebstrap
need mke2fs e2fsprogs
need qemu-img qemu-utils
need sha256sum coreutils
need apt-get apt
need pgrep procps
need setsid util-linux
if [ "$(id -u)" != 0 ]; then need newuidmap uidmap; fi
if [ -n "$missing" ]; then
    fail "missing tools; install the Debian packages:$missing" "fix: sudo apt-get install$missing"
fi
[ "$(uname -m)" = x86_64 ] || fail "images can be built on amd64 hosts only"

mode=root
if [ "$(id -u)" != 0 ]; then
    mode=unshare
    if ! grep -q "^$(id -un):" /etc/subuid /etc/subgid; then
        fail "building without root needs subordinate user ids, and $(id -un) has none" \
            "fix: sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 $(id -un)"
    fi
    if ! mmdebstrap --unshare-helper true 2>/dev/null; then
        fail "building without root needs user namespaces, and this system refuses them" \
            "fix: sudo sysctl kernel.unprivileged_userns_clone=1 kernel.apparmor_restrict_unprivileged_userns=0," \
            "     or build the image as root"
    fi
fi

# ---- where packages come from: the host's own configuration ---------------------------------------------------

# A "mirror+file:" source (Debian's own cloud images have them) names a list of mirrors: take the first.
first_mirror() {
    case $1 in
        mirror+file:*) sed -n 's/^\(https\?:[^[:space:]]*\).*/\1/p' "${1#mirror+file:}" | head -n 1 ;;
        http:*|https:*) printf '%s\n' "$1" ;;
    esac
}

# Third parties have suites called "bookworm" too, so the archive's own label decides where lists were fetched;
# on a host that never ran "apt-get update" the suite's name has to do.
find_mirrors() {
    local uri suite component origin label host_codename
    host_codename=$(. /etc/os-release && printf '%s' "${VERSION_CODENAME:-}")
    while IFS='|' read -r uri suite component origin label; do
        [ "$component" = main ] || continue
        case $origin/$label/$suite in
            Debian/Debian-Security/*|//"$host_codename"-security)
                [ -n "$security_mirror" ] || security_mirror=$(first_mirror "$uri") ;;
            Debian/Debian/*|//"$host_codename")
                [ -n "$mirror" ] || mirror=$(first_mirror "$uri") ;;
        esac
    done < <(apt-get indextargets --format '$(REPO_URI)|$(RELEASE)|$(COMPONENT)|$(ORIGIN)|$(LABEL)' \
        'Created-By: Packages' 2>/dev/null)
}

keyring() {
    local file
    for file in /usr/share/keyrings/debian-archive-keyring.gpg /usr/share/keyrings/debian-archive-keyring.pgp \
        /etc/apt/trusted.gpg /etc/apt/trusted.gpg.d/debian-archive-*; do
        if [ -e "$file" ]; then printf '%s\n' "$file"; return; fi
    done
}

# How this host reaches its mirrors (proxy, snapshot mirrors without an expiry check) holds for the same mirrors
# in the guest; a proxy on the host's loopback does not, so that one serves the build only.
host_apt_options() {
    apt-config dump --format '%F "%v";%n' Acquire::http::Proxy Acquire::https::Proxy \
        Acquire::Check-Valid-Until Acquire::Check-Date | grep -v ' "";$' || true
}

find_mirrors
mirror=${mirror%/} security_mirror=${security_mirror%/}
[ -n "$mirror" ] || fail "no Debian mirror found in this host's apt sources" "fix: give one with --mirror URL"
keyring=$(keyring)
[ -n "$keyring" ] || fail "no keyring of the Debian archive found" "fix: sudo apt-get install debian-archive-keyring"

# The tree, the raw disk and the compressed one lie there side by side for a while.
needed=2500
if [ $engine = yes ]; then needed=3500; fi
existing=$output
while [ ! -e "$existing" ]; do existing=$(dirname "$existing"); done
free=$(df --output=avail -m "$existing" | tail -n 1 | tr -d ' ')
[ "$free" -ge $needed ] || fail "building $name needs $needed MB of free disk, and $existing has $free MB"
[ $check = no ] || exit 0

# ---- what goes in ---------------------------------------------------------------------------------------------

# The kernel comes as the one package it is today, without the meta package: QEMU boots the copy beside the disk,
# so an upgrade in the guest would change nothing but the modules. A cloud image boots by itself and is whole.
packages="systemd-sysv,udev,kmod,dbus,libpam-systemd,openssh-server,sudo,ca-certificates,iptables,iproute2"
packages="$packages,iputils-ping,procps,less,vim-tiny,curl,e2fsprogs,busybox-static,linux-image-cloud-amd64"
# Without it only root may ping there.
if [ "$release" -ge 13 ]; then packages="$packages,linux-sysctl-defaults"; fi
if [ $cloud = yes ]; then
    packages="$packages,initramfs-tools,cloud-init,cloud-guest-utils,grub-pc-bin,netplan.io,systemd-resolved"
else
    packages="$packages,e2fsck-static"
fi
if [ $engine = yes ]; then
    packages="$packages,docker.io"
    if [ "$release" -ge 13 ]; then packages="$packages,docker-cli"; fi
fi

# ---- build ----------------------------------------------------------------------------------------------------

mkdir -p "$output"
output=$(cd "$output" && pwd)
log=$output/build.log
work=$output/work
mkdir "$work"
temporary=$work
if [ $mode = unshare ]; then
    # The name space's root is another user to this system, and may not enter a private folder.
    temporary=$(mktemp -d "${TMPDIR:-/tmp}/jmachine-image.XXXXXX")
    chmod 1777 "$temporary"
fi
# For --clean; the group only when it is this build's own.
printf '%s\n' "$temporary" >"$output/temporary"
if [ "$(ps -o pgid= $$ | tr -d ' ')" = $$ ]; then printf '%s\n' $$ >"$output/group"; fi
trap 'rm -rf --one-file-system "$work" "$temporary" "$output/temporary" "$output/group" 2>/dev/null' EXIT
trap 'exit 130' INT TERM

{
    printf 'deb [signed-by=%s] %s %s main\n' "$keyring" "$mirror" "$codename"
    printf 'deb [signed-by=%s] %s %s-updates main\n' "$keyring" "$mirror" "$codename"
    if [ -n "$security_mirror" ]; then
        printf 'deb [signed-by=%s] %s %s-security main\n' "$keyring" "$security_mirror" "$codename"
    fi
} >"$work/host-sources.list"
sed 's|signed-by=[^]]*|signed-by=/usr/share/keyrings/debian-archive-keyring.gpg|' \
    "$work/host-sources.list" >"$work/guest-sources.list"
host_apt_options >"$work/host-apt.conf"
grep -Ev '//(127\.|localhost|\[::1\])' "$work/host-apt.conf" >"$work/guest-apt.conf" || true
cp "$here/customize-tree.sh" "$here/initrd-init.sh" "$work"
cat "$here"/*.sh | sha256sum | cut -c 1-64 >"$work/recipe"

# Turns mmdebstrap's own messages into steps; everything goes to the log.
report() {
    local line
    while IFS= read -r line; do
        printf '%s\n' "$line" >>"$log"
        case $line in
            'I: running apt-get update'*) progress 2 'Reading the package lists' ;;
            'I: downloading packages'*) progress 6 'Downloading packages' ;;
            'I: extracting archives'*) progress 20 'Unpacking the base system' ;;
            'I: installing essential'*) progress 28 'Setting up the base system' ;;
            'I: installing remaining'*) progress 40 'Installing packages' ;;
            'progress '*) printf '%s\n' "$line" ;;
        esac
    done
}

# mke2fs and qemu-img run in a hook: there the tree's owners are right in mode unshare too. The results leave
# through "download", because the hook's user may not write into the output folder.
aptopts=()
while IFS= read -r line; do aptopts+=("--aptopt=$line"); done <"$work/host-apt.conf"
hook_arguments="name=$name release=$release codename=$codename engine=$engine cloud=$cloud disk_size=$disk_size"
downloads=('disk.qcow2' 'packages.txt' 'facts')
if [ $cloud = no ]; then downloads+=('vmlinuz' 'initrd.img'); fi
hooks=("--customize-hook=copy-in $work/customize-tree.sh $work/initrd-init.sh $work/recipe $work/guest-sources.list
    $work/guest-apt.conf /run"
    "--customize-hook=$hook_arguments bash \"\$1/run/customize-tree.sh\" \"\$1\"")
for file in "${downloads[@]}"; do hooks+=("--customize-hook=download /run/out/$file $work/$file"); done

# INITRD=No: the kernel's own hook would spend a minute on an initrd that is not used.
if [ $cloud = no ]; then export INITRD=No; fi
if ! TMPDIR=$temporary mmdebstrap --mode=$mode --variant=apt --format=null --skip=cleanup \
    --aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Languages "none"' \
    --aptopt='Acquire::Retries "3"' --dpkgopt=force-unsafe-io --dpkgopt=force-confdef \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
    "${aptopts[@]}" --include="$packages" "${hooks[@]}" "$codename" - "$work/host-sources.list" \
    </dev/null 2>&1 | report; then
    { printf 'building %s failed; the end of its log:\n' "$name"; tail -n 15 "$log"; } >&2
    exit 1
fi

# ---- describe and hand over -----------------------------------------------------------------------------------

progress 97 'Describing the image'
. "$work/facts"
cd "$work"
files=''
for file in "${downloads[@]}"; do
    [ "$file" != facts ] || continue
    files="$files${files:+,}
    {\"name\": \"$file\", \"bytes\": $(stat -c %s "$file"), \"sha256\": \"$(sha256sum "$file" | cut -c 1-64)\"}"
done
virtual_size=$(qemu-img info --output=json disk.qcow2 | sed -n 's/^ *"virtual-size": \([0-9]*\).*/\1/p' | head -n 1)
boot='"disk"' command_line=null emulation=null
if [ $cloud = no ]; then
    boot='"kernel"'
    command_line='"quiet console=ttyS0 root=/dev/vda net.ifnames=0 panic=5"'
    # Under emulation these guards guard nothing and cost much.
    emulation='mitigations=off random.trust_cpu=on norandmaps nokaslr tsc=reliable no_timer_check'
    emulation="\"$emulation rcupdate.rcu_expedited=1 8250.nr_uarts=1 audit=0 lsm=landlock,yama,apparmor\""
fi
cat >image.json <<END
{
  "format": 1,
  "name": "$name",
  "version": "$version",
  "distribution": "debian",
  "release": "$release",
  "codename": "$codename",
  "architecture": "amd64",
  "engine": $([ $engine = yes ] && echo "\"$engine_version\"" || echo null),
  "handover": $([ $cloud = yes ] && echo '"nocloud"' || echo '"seed"'),
  "boot": $boot,
  "kernel": "$kernel",
  "kernelCommandLine": $command_line,
  "kernelCommandLineEmulation": $emulation,
  "virtualBytes": $virtual_size,
  "contentTime": "$(date -u -d "@$epoch" +%Y-%m-%dT%H:%M:%SZ)",
  "builtAt": "$(date -u +%Y-%m-%dT%H:%M:%SZ)",
  "files": [$files
  ]
}
END
for file in "${downloads[@]}" image.json; do
    [ "$file" = facts ] || { chmod 644 "$file" && mv "$file" "$output/$file"; }
done
progress 100 'Done'
