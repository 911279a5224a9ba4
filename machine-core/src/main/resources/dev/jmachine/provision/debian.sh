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

# A third party's mirror that is down must not be in the way as long as the package itself is to be had.
package_refresh() { unlocked apt update || unlocked apt update || :; }

# Newest first, as the package tool names them.
package_versions() { apt-cache madison "$1" 2>> "$log" | awk '{ print $3 }' | awk '!seen[$0]++'; }

# package_install [VERSION]: the engine.
package_install() {
    # Recommended packages would bring a compiler's worth of tools, and one that restarts services at will. Of them the
    # engine needs these: its client, where that is a package of its own, and the loader for the profiles with which
    # it confines containers on a kernel with AppArmor.
    set -- "docker.io${1:+=$1}" ca-certificates
    [ -z "$(package_versions docker-cli)" ] || set -- "$@" docker-cli
    ! grep -qs Y /sys/module/apparmor/parameters/enabled || set -- "$@" apparmor
    unlocked apt install --no-install-recommends "$@"
}

package_of_engine() { echo docker.io; }

package_install_fetcher() { unlocked apt install --no-install-recommends curl ca-certificates; }
