# shellcheck shell=sh
# Packages of openSUSE and SUSE Linux Enterprise.
: "${log:=}" # set when the phase begins

packager() { ZYPP_LOCK_TIMEOUT=300 zypper --non-interactive --no-color "$@"; }

package_repair() { :; }

package_refresh() { packager refresh >> "$log" 2>&1 || :; }

package_of_engine() { echo docker; }

package_versions() {
    packager search --details --match-exact "$1" 2>> "$log" |
        awk -F ' *[|] *' -v name="$1" '$2 == name && $3 == "package" { print $4 }' | awk '!seen[$0]++'
}

package_install() { packager install "docker${1:+=$1}" >> "$log" 2>&1; }

package_install_fetcher() { packager install curl ca-certificates >> "$log" 2>&1; }
