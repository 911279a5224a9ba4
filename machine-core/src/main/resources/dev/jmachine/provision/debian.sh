# shellcheck shell=sh
# Packages of Debian, Ubuntu and their kin.
: "${log:=}" "${work:=}" # set when the phase begins

# Never asks, keeps configuration files that the user has changed, and does not hang on a mirror that is silent.
apt() {
    DEBIAN_FRONTEND=noninteractive APT_LISTCHANGES_FRONTEND=none NEEDRESTART_SUSPEND=1 apt-get -qy \
        -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold -o Dpkg::Use-Pty=0 \
        -o Acquire::Retries=2 -o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20 "$@"
}

# Runs something that needs a lock of the package system's, which automatic upgrades may hold for minutes.
unlocked() {
    unlocked_end=$(($(date +%s) + 300))
    until "$@" > "$work/step" 2>&1; do
        cat "$work/step" >> "$log"
        grep -qi -e 'could not get lock' -e 'unable to lock' -e 'lock was locked' -e 'unable to acquire' \
            "$work/step" && [ "$(date +%s)" -lt "$unlocked_end" ] || return 1
        sleep 1
    done
    cat "$work/step" >> "$log"
}

# An earlier attempt may have been ended in the midst of unpacking.
package_repair() {
    if [ -n "$(dpkg --audit 2>&1)" ] || [ -n "$(find /var/lib/dpkg/updates -type f 2> /dev/null)" ]; then
        unlocked dpkg --configure -a --force-confdef --force-confold && unlocked apt install -f
    fi
}

# Fails when any list could not be refreshed, of which apt itself only warns. A third party's mirror that is down must
# not be in the way as long as the package itself is to be had: that is for the caller to judge.
package_refresh() {
    unlocked apt update || unlocked apt update || return 1
    ! grep -q -e '^[WE]: Failed to fetch' -e '^[WE]: Some index files failed' "$work/step"
}

# Newest first, as the package tool names them.
package_versions() { apt-cache madison "$1" 2>> "$log" | awk '{ print $3 }' | awk '!seen[$0]++'; }

# package_install PACKAGE [VERSION]: the engine, in its newest version when none is given. Recommended packages would
# bring a compiler's worth of tools, and one that restarts services at will. Of them the engine needs its client, and
# the loader for the profiles with which it confines containers on a kernel with AppArmor.
package_install() {
    # shellcheck disable=SC2046
    set -- $(engine_parts "$@") ca-certificates
    ! grep -qs Y /sys/module/apparmor/parameters/enabled || set -- "$@" apparmor
    unlocked apt install --no-install-recommends "$@"
}

# engine_parts PACKAGE [VERSION]: the engine, and its client where that is a package of its own.
engine_parts() {
    echo "$1${2:+=$2}"
    case $1 in
        docker.io) [ -z "$(package_versions docker-cli)" ] || echo docker-cli ;;
        docker-ce)
            for part in docker-ce-cli docker-ce-rootless-extras; do
                [ -z "$(package_installed "$part")" ] || echo "$part${2:+=$2}"
            done
            ;;
    esac
}

package_of_engine() { echo docker.io; }

package_install_fetcher() { unlocked apt install --no-install-recommends curl ca-certificates; }

# ---- upgrading ----

package_owner() { dpkg -S "$1" 2> /dev/null | sed -n 's/^\([^:, ]*\)[:,].*/\1/p' | head -n 1; }

package_installed() {
    dpkg-query -W -f '${db:Status-Status} ${Version}\n' "$1" 2> /dev/null | sed -n 's/^installed //p'
}

package_newer() { dpkg --compare-versions "$1" gt "$2"; }

# What the host's own preferences choose.
package_candidate() { apt-cache policy "$1" 2>> "$log" | sed -n 's/^  Candidate: //p' | grep -v '^(none)$'; }

package_hold() { ! apt-mark showhold 2>> "$log" | grep -qxF "$1" || echo "apt-mark hold"; }

package_fetch() { engine_apt --download-only "$@"; }

package_upgrade() { engine_apt "$@"; }

# engine_apt [--download-only] PACKAGE VERSION: an engine must not come at the price of something else on the host.
engine_apt() {
    only=
    [ "$1" != --download-only ] || { only=$1 && shift; }
    # shellcheck disable=SC2046,SC2086
    unlocked apt install --no-install-recommends --no-remove $only $(engine_parts "$@")
}

# The program of the new engine, from the package that was fetched.
package_program() {
    fetched=$(find /var/cache/apt/archives -name "$1_$(echo "$2" | sed 's/:/%3a/g')_*.deb" | head -n 1)
    [ -n "$fetched" ] && dpkg-deb --fsys-tarfile "$fetched" |
        tar -x -C "$work" --wildcards --strip-components=3 '*bin/dockerd' 2>> "$log"
}

# package_keep PACKAGE VERSION: packs what is installed, for archives seldom have the version before the last.
package_keep() {
    mkdir "$work/kept"
    for part in $(engine_parts "$1" | sed 's/=.*//'); do
        if [ -n "$(package_installed "$part")" ]; then pack "$part"; else echo "$part" >> "$work/added"; fi || return 1
    done
}

pack() {
    tree=$work/kept/$1
    mkdir -p "$tree/DEBIAN"
    dpkg-query -s "$1" | sed '/^Status:/d; /^Conffiles:$/,/^[^ ]/{/^Conffiles:/d; /^ /d}' > "$tree/DEBIAN/control"
    for file in $(dpkg-query --control-path "$1"); do
        cp -p "$file" "$tree/DEBIAN/${file##*.}"
    done
    # What the host's owner has excluded or deleted is left out, and so is /lib where that is a link.
    dpkg-query -L "$1" | while read -r file; do
        if [ -h "$file" ]; then [ -d "$file" ]; else [ ! -e "$file" ]; fi || printf '.%s\n' "$file"
    done > "$work/contents"
    { tar -c -C / --no-recursion -T "$work/contents" || : > "$work/incomplete"; } 2>> "$log" |
        tar -x -C "$tree" 2>> "$log" && [ ! -e "$work/incomplete" ] &&
        dpkg-deb --nocheck -Znone -b "$tree" "$tree.deb" >> "$log" 2>&1 && rm -rf "$tree"
}

# What the new engine brought along in parts of its own was in the old one.
package_back() {
    [ ! -e "$work/added" ] || while read -r part; do
        [ -z "$(package_installed "$part")" ] || unlocked dpkg --remove "$part" || :
    done < "$work/added"
    unlocked dpkg --install --force-confdef --force-confold "$work"/kept/*.deb
}
