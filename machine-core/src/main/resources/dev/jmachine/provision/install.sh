# shellcheck shell=sh
# Installs Docker Engine. Needs common.sh, the file of the package family, versions.sh, and detect.sh, whose answer
# follows at once.
#
# Parameters, beside those of common.sh:
#   mode      auto, script, package or url
#   version   the version wanted, such as 26.1, or nothing
#   url       where the script is fetched from
#   host      the host in it
#   checksum  the script's SHA-256 in hexadecimal, or nothing
: "${root?}" "${state?}" "${mode?}" "${version?}" "${url?}" "${host?}" "${checksum?}"

install() {
    begin_work
    : "${work:?}" "${log:?}"
    follow
    : > "$state/installing" # as long as this is there, a program that is there may be half installed
    package_repair || fail ENGINE_INSTALL_FAILED "The package system is in disorder and could not be repaired." "$log"
    "install_by_$mode"
    command -v dockerd > /dev/null ||
        fail ENGINE_INSTALL_FAILED "The installation reported success, but brought no engine (dockerd)." "$log"
    rm -f "$state/installing"
    unfollow
    detect
    tell_notices
}

install_by_auto() {
    if why=$(script_out_of_reach); then
        notice "$host cannot be reached from the host ($why): the distribution's own package was installed."
        install_by_package
    elif fetch_script 10 && run_script; then
        notice "Docker Engine was installed by the script of $host."
    else
        notice "The script of $host failed ($(last_word)): the distribution's own package was installed."
        forget_new_sources
        install_by_package
    fi
}

install_by_script() {
    fetch_script 60 || fail ENGINE_INSTALL_FAILED "The install script could not be fetched from $url." "$log"
    check_script
    run_script || fail ENGINE_INSTALL_FAILED "The install script of $host failed." "$log"
    notice "Docker Engine was installed by the script of $host."
}

install_by_url() { install_by_script; }

install_by_package() {
    package_refresh || :
    package=$(package_of_engine)
    package_version=
    [ -z "$version" ] || choose_version ENGINE_INSTALL_FAILED
    package_install "$package" "$package_version" ||
        fail ENGINE_INSTALL_FAILED "The package $package could not be installed." "$log"
}

# ---- the script ----

# Says why, when it can be told quickly that the script's host is out of reach; else fails.
script_out_of_reach() {
    if ! timeout 5 getent hosts "$host" > /dev/null 2>&1; then
        echo "no such name"
    elif ! fetcher > /dev/null && command -v bash > /dev/null &&
        ! timeout 5 bash -c "exec 3<> '/dev/tcp/$host/443'" 2> /dev/null; then
        echo "no connection"
    else
        return 1
    fi
}

fetcher() { command -v curl || command -v wget; }

# fetch_script SECONDS
fetch_script() {
    if ! fetcher > /dev/null; then
        package_refresh || :
        package_install_fetcher || return 1
    fi
    if command -v curl > /dev/null; then
        timeout "$1" curl -fsSL --connect-timeout 5 -o "$work/script" "$url" 2>> "$log"
    else
        timeout "$1" wget -q -O "$work/script" "$url" 2>> "$log"
    fi || {
        echo "fetching $url failed" >> "$log"
        return 1
    }
    [ -s "$work/script" ]
}

check_script() {
    found=$(checksum "$work/script")
    [ -z "$checksum" ] || [ "$checksum" = "$found" ] ||
        fail ENGINE_INSTALL_FAILED "The script of $url has the SHA-256 $found, not $checksum: it was not run."
}

run_script() {
    find "$root/etc/apt/sources.list.d" "$root/etc/yum.repos.d" -type f 2> /dev/null | sort > "$work/sources" || :
    VERSION=$version timeout 1800 sh "$work/script" >> "$log" 2>&1
}

last_word() { grep . "$log" | tail -n 1; }

# A repository that cannot be reached from here, left behind by the script, would be in the package tool's way.
forget_new_sources() {
    [ -e "$work/sources" ] || return 0
    find "$root/etc/apt/sources.list.d" "$root/etc/yum.repos.d" -type f 2> /dev/null | sort |
        comm -13 "$work/sources" - | while read -r source; do rm -f "$source"; done
}
