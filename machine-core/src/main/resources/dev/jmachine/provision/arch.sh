# shellcheck shell=sh
# Packages of Arch Linux, which has one version of each.
: "${log:=}" # set when the phase begins

package_repair() { :; }

package_refresh() { pacman -Sy --noconfirm >> "$log" 2>&1; }

package_of_engine() { echo docker; }

package_versions() { pacman -Si "$1" 2>> "$log" | awk '$1 == "Version" { print $3 }' | sed 's/^[0-9]*://'; }

package_install() { pacman -S --noconfirm --needed "$1" >> "$log" 2>&1; }

package_install_fetcher() { pacman -S --noconfirm --needed curl ca-certificates >> "$log" 2>&1; }

# ---- upgrading ----

package_owner() { pacman -Qoq "$1" 2>> "$log"; }

package_installed() { pacman -Q "$1" 2>> "$log" | awk '{ print $2 }' | sed 's/^[0-9]*://'; }

package_newer() { [ "$(vercmp "$1" "$2")" -gt 0 ]; }

package_candidate() { package_versions "$1" | head -n 1; }

package_hold() { ! pacman-conf IgnorePkg 2>> "$log" | grep -qx "$1" || echo "IgnorePkg"; }

package_fetch() { pacman -Sw --noconfirm "$1" >> "$log" 2>&1; }

package_upgrade() { pacman -S --noconfirm --needed "$1" >> "$log" 2>&1; }

package_program() { return 1; }

package_keep() { :; }

package_back() {
    set -- /var/cache/pacman/pkg/"$1"-*"$2"-*.pkg.tar.zst
    [ -e "$1" ] && pacman -U --noconfirm "$1" >> "$log" 2>&1
}
