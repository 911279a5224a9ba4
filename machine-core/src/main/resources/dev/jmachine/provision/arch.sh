# shellcheck shell=sh
# Packages of Arch Linux, which has one version of each.
: "${log:=}" # set when the phase begins

package_repair() { :; }

package_refresh() { pacman -Sy --noconfirm >> "$log" 2>&1 || :; }

package_of_engine() { echo docker; }

package_versions() { pacman -Si "$1" 2>> "$log" | awk '$1 == "Version" { print $3 }' | sed 's/^[0-9]*://'; }

package_install() { pacman -S --noconfirm --needed docker >> "$log" 2>&1; }

package_install_fetcher() { pacman -S --noconfirm --needed curl ca-certificates >> "$log" 2>&1; }
