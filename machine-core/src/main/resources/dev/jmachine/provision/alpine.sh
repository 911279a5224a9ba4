# shellcheck shell=sh
# Packages of Alpine Linux; the engine is in the repository "community".
: "${log:=}" # set when the phase begins

package_repair() { apk fix >> "$log" 2>&1 || :; }

package_refresh() { apk update >> "$log" 2>&1 || :; }

package_of_engine() { echo docker; }

package_versions() { apk policy "$1" 2>> "$log" | sed -n 's/^  \([^ ].*\):$/\1/p' | sort -rV; }

package_install() { apk add --wait 300 "docker${1:+=$1}" >> "$log" 2>&1; }

package_install_fetcher() { apk add --wait 300 curl ca-certificates >> "$log" 2>&1; }
