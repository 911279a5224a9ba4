# build-root.sh FOLDER SUITE COMPONENTS PACKAGES CUSTOMIZE: make a root of a Debian suite in FOLDER unless it is there.
#
# COMPONENTS and PACKAGES are separated by commas; CUSTOMIZE is a shell script that is run in the root at the end.
# Run by DebianRoot in namespaces of its own, so that nothing of it outlives it. The lock is held by all that it starts.
# Exit status: 0 made, 77 "why" on stderr where it cannot be made here, else a failure.
set -euo pipefail
export LC_ALL=C PATH=$PATH:/usr/sbin:/sbin
folder=$1 suite=$2 components=$3 packages=$4 customize=$5
log=$folder.log

skip() { echo "$*" >&2; exit 77; }

mkdir -p "$(dirname "$folder")"
exec 9> "$folder.lock"
flock 9
[ ! -d "$folder" ] || exit 0
command -v mmdebstrap > /dev/null || skip "mmdebstrap is not installed"
rm -rf --one-file-system "$folder.part"

keyring=''
for file in /usr/share/keyrings/debian-archive-keyring.{pgp,gpg}; do
    if [ -e "$file" ]; then keyring=$file; fi
done
[ -n "$keyring" ] || skip "the keyring of the Debian archive is not installed"

# This machine's own sources of Debian, with the suite exchanged. Third parties have suites called like Debian's, so the
# archive's origin decides where lists were fetched. Unstable has neither updates nor security.
sources() {
    local own
    own=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
    # shellcheck disable=SC2016   # apt's variables, not the shell's
    apt-get indextargets --format '$(REPO_URI)|$(RELEASE)|$(COMPONENT)|$(ORIGIN)' 'Created-By: Packages' |
        awk -F '|' -v own="$own" -v suite="$suite" -v components="${components//,/ }" -v keyring="$keyring" '
            $3 != "main" || ($4 != "Debian" && $4 != "") { next }
            $2 != own && (suite == "sid" || ($2 != own "-updates" && $2 != own "-security")) { next }
            { sub(own, suite, $2); print "deb [signed-by=" keyring "] " $1 " " $2 " " components }' | sort -u
}
list=$(sources)
[ -n "$list" ] || skip "this machine has no package sources of its Debian release"

# The settings without which the sources may not be reachable or acceptable from here.
options=()
while read -r line; do
    options+=(--aptopt="${line%;}")
done < <(apt-config dump | grep -iE '^Acquire::((http|https|ftp)::proxy|check-valid-until|check-date)[: ]' || true)
for path in '/usr/share/doc/*' '/usr/share/man/*' '/usr/share/locale/*'; do
    options+=(--dpkgopt="path-exclude=$path")
done

trap 'rm -f "$folder.customize"' EXIT
printf '%s\n' "$customize" > "$folder.customize"
# shellcheck disable=SC2016   # the hook's $1 is mmdebstrap's
if ! mmdebstrap --mode=root --variant=minbase --format=directory "${options[@]}" \
    --aptopt='Acquire::Languages "none"' --aptopt='Acquire::Retries "2"' --dpkgopt=force-unsafe-io \
    --include="$packages" \
    --customize-hook='printf "127.0.0.1 localhost debian-root\n::1 localhost\n" > "$1/etc/hosts"' \
    --customize-hook='echo debian-root > "$1/etc/hostname"' \
    --customize-hook="chroot \"\$1\" sh -eu < '$folder.customize'" \
    "$suite" "$folder.part" - <<< "$list" > "$log" 2>&1; then
    rm -rf --one-file-system "$folder.part"
    why=$(grep -m 1 -E '^(E|Err).*(Failed to fetch|Could not resolve|Could not connect|Unable to connect)' "$log" ||
        grep -m 1 -E 'unmet dependencies|held broken packages' "$log" || true)
    [ -z "$why" ] || skip "the Debian archive does not give $suite with these packages now: $why"
    tail -n 20 "$log" >&2
    exit 1
fi
mv "$folder.part" "$folder"
rm "$log"
