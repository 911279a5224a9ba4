# shellcheck shell=sh
# Packages of openSUSE and SUSE Linux Enterprise.
: "${log:=}" # set when the phase begins

packager() { ZYPP_LOCK_TIMEOUT=300 zypper --non-interactive --no-color "$@"; }

package_repair() { :; }

package_refresh() { packager refresh >> "$log" 2>&1; }

package_of_engine() { echo docker; }

package_versions() {
    packager search --details --match-exact "$1" 2>> "$log" |
        awk -F ' *[|] *' -v name="$1" '$2 == name && $3 == "package" { print $4 }' | awk '!seen[$0]++'
}

package_install() { packager install "$1${2:+=$2}" >> "$log" 2>&1; }

package_install_fetcher() { packager install curl ca-certificates >> "$log" 2>&1; }

# ---- upgrading ----

package_owner() { rpm -qf --qf '%{NAME}\n' "$1" 2>> "$log"; }

package_installed() { rpm -q --qf '%{VERSION}-%{RELEASE}\n' "$1" 2>> "$log"; }

package_newer() { [ "$(rpm --eval "%{lua:print(rpm.vercmp('$1', '$2'))}")" = 1 ]; }

package_candidate() { package_versions "$1" | head -n 1; }

package_hold() {
    ! packager locks 2>> "$log" | awk -F ' *[|] *' -v name="$1" '$2 == name { found = 1 } END { exit !found }' ||
        echo "zypper addlock"
}

package_fetch() { packager install --download-only "$1=$2" >> "$log" 2>&1; }

package_upgrade() { packager install "$1=$2" >> "$log" 2>&1; }

package_program() { return 1; }

package_keep() { :; }

package_back() { packager install --oldpackage "$1=$2" >> "$log" 2>&1; }
