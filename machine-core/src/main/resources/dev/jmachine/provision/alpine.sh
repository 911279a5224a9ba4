# shellcheck shell=sh
# Packages of Alpine Linux; the engine is in the repository "community".
: "${log:=}" # set when the phase begins

package_repair() { apk fix >> "$log" 2>&1 || :; }

package_refresh() { apk update >> "$log" 2>&1; }

package_of_engine() { echo docker; }

package_versions() { apk policy "$1" 2>> "$log" | sed -n 's/^  \([^ ].*\):$/\1/p' | sort -rV; }

package_install() { apk add --wait 300 "$1${2:+=$2}" >> "$log" 2>&1; }

package_install_fetcher() { apk add --wait 300 curl ca-certificates >> "$log" 2>&1; }

# ---- upgrading ----

# The program is in a package of its own, which comes with the one that is named like the whole.
package_owner() {
    owner=$(apk info -q --who-owns "$1" 2>> "$log" | sed 's/-[0-9][^-]*-r[0-9]*$//')
    [ "$owner" != docker-engine ] || [ -z "$(package_installed docker)" ] || owner=docker
    [ -z "$owner" ] || echo "$owner"
}

package_installed() { apk list -I "$1" 2>> "$log" | sed -n "s/^$1-\([0-9][^ ]*\) .*/\1/p" | head -n 1; }

package_newer() { [ "$(apk version -t "$1" "$2")" = ">" ]; }

package_candidate() { package_versions "$1" | head -n 1; }

package_hold() { ! grep -q "^$1[=<>~]" /etc/apk/world 2> /dev/null || echo "/etc/apk/world"; }

package_fetch() { :; }

# A version that is named is held from then on, so the newest is not.
package_upgrade() {
    wanted=$1
    [ "$2" = "$(package_candidate "$1")" ] || wanted=$1=$2
    apk add --wait 300 --upgrade "$wanted" >> "$log" 2>&1
}

package_program() { return 1; }

package_keep() { :; }

package_back() { apk add --wait 300 "$1=$2" >> "$log" 2>&1; }
