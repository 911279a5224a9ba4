# shellcheck shell=sh
# Installs Compose from the packages that the host knows; the first of those that are to be had. Prints its name.
set -eu
log=$(mktemp)
trap 'tail -n 8 "$log" >&2; rm -f "$log"' EXIT

first_of() {
    for package in "$@"; do
        if known "$package" >> "$log" 2>&1; then
            echo "$package"
            return
        fi
    done
    echo "None of these packages is to be had: $*" >> "$log"
    return 1
}

install_compose() {
    if command -v apt-get > /dev/null; then
        known() { [ -n "$(apt-cache madison "$1")" ]; }
        apt() {
            DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 apt-get -qy -o DPkg::Lock::Timeout=300 \
                -o Dpkg::Use-Pty=0 -o Acquire::Retries=2 -o Acquire::http::Timeout=20 "$@" >> "$log" 2>&1
        }
        apt update || :
        package=$(first_of docker-compose-plugin docker-compose-v2 docker-compose)
        apt install --no-install-recommends "$package"
    elif command -v dnf > /dev/null || command -v yum > /dev/null; then
        tool=$(command -v dnf || command -v yum)
        known() { "$tool" -q list "$1"; }
        package=$(first_of docker-compose-plugin docker-compose)
        "$tool" -y install "$package" >> "$log" 2>&1
    elif command -v apk > /dev/null; then
        package=docker-cli-compose
        apk add "$package" >> "$log" 2>&1
    elif command -v zypper > /dev/null; then
        package=docker-compose
        zypper -n install "$package" >> "$log" 2>&1
    elif command -v pacman > /dev/null; then
        package=docker-compose
        pacman -S --noconfirm "$package" >> "$log" 2>&1
    else
        echo "No package tool is known here." >> "$log"
        exit 1
    fi
    : > "$log"
    echo "$package"
}

install_compose < /dev/null
