# shellcheck shell=sh
# Packages of Fedora, Red Hat Enterprise Linux, its rebuilds, and Amazon Linux.
: "${log:=}" # set when the phase begins

packager() {
    if command -v dnf > /dev/null; then dnf -y "$@"; else yum -y "$@"; fi
}

package_repair() { :; }

package_refresh() { packager makecache >> "$log" 2>&1 || :; }

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

package_install() {
    packager install "$(package_of_engine)${1:+-${1#*:}}" >> "$log" 2>&1
}

package_install_fetcher() { packager install curl ca-certificates >> "$log" 2>&1; }
