# open-root.sh ROOT SCRATCH: be process 1 of a root whose changes go to SCRATCH, until standard input ends.
#
# Run by OpenDebianRoot in namespaces of its own: the mounts and all processes end with it.
set -eu
export PATH=$PATH:/usr/sbin:/sbin
root=$1 scratch=$2
mkdir "$scratch/upper" "$scratch/work" "$scratch/root"
hostname debian-root
# Where there is no overlay (as on another overlay), a copy has to do.
mount -t overlay -o "lowerdir=$root,upperdir=$scratch/upper,workdir=$scratch/work" overlay "$scratch/root" 2> /dev/null ||
    cp -a --reflink=auto "$root/." "$scratch/root"
cd "$scratch/root"
mount -t proc proc proc
mount --rbind /dev dev
mount -t tmpfs tmpfs dev/shm
mount --bind /sys sys
mount -o remount,bind,ro sys
# A shell that waits for input takes the exit status of orphans, as process 1 must.
# shellcheck disable=SC2016
exec chroot . bash -c 'trap : CHLD; echo ready; while ! read -r; do [ $? -gt 128 ] || exit 0; done'
