# shellcheck shell=sh
# Packages of Fedora, Red Hat Enterprise Linux, its rebuilds, and Amazon Linux.
: "${log:=}" # set when the phase begins

packager() {
    if command -v dnf > /dev/null; then dnf -y "$@"; else yum -y "$@"; fi
}

package_repair() { :; }

package_refresh() { packager makecache >> "$log" 2>&1; }

# The names differ: Docker's own where its repository is set up, Fedora's, Amazon's. Asked by exact name, since
# "docker" may be offered by something that is no engine.
package_of_engine() {
    for package in docker-ce moby-engine docker; do
        if [ -n "$(package_versions $package)" ]; then
            echo $package
            return
        fi
    done
    echo docker
}

package_versions() {
    packager --showduplicates list "$1" 2>> "$log" |
        awk -v name="$1" '{ sub(/\.[^.]*$/, "", $1) } $1 == name { print $2 }' | sort -rV | awk '!seen[$0]++'
}

package_install() { packager install "$1${2:+-${2#*:}}" >> "$log" 2>&1; }

package_install_fetcher() { packager install curl ca-certificates >> "$log" 2>&1; }

# ---- upgrading ----

package_owner() { rpm -qf --qf '%{NAME}\n' "$1" 2>> "$log"; }

package_installed() { rpm -q --qf '%|EPOCH?{%{EPOCH}:}|%{VERSION}-%{RELEASE}\n' "$1" 2>> "$log"; }

package_newer() { [ "$(rpm --eval "%{lua:print(rpm.vercmp('$1', '$2'))}")" = 1 ]; }

package_candidate() { package_versions "$1" | head -n 1; }

package_hold() { ! packager versionlock list 2>> "$log" | grep -q "^\([0-9]*:\)\?$1-[0-9]" || echo "versionlock"; }

package_fetch() { package_upgrade "$@" --downloadonly; }

# package_upgrade PACKAGE VERSION [FLAG]
package_upgrade() {
    set -- "$1-${2#*:}" ${3:+"$3"}
    ! rpm -q docker-ce-cli > /dev/null 2>&1 || set -- "$@" docker-ce-cli
    packager install "$@" >> "$log" 2>&1
}

package_program() { return 1; }

package_keep() { :; }

package_back() { packager downgrade "$1-${2#*:}" >> "$log" 2>&1; }
