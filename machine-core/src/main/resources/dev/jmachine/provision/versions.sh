# shellcheck shell=sh
# Versions of the engine's package. Needs common.sh and the file of the package family.
: "${version?}"

# shellcheck disable=SC2034
# choose_version CODE: sets package_version to the version of $package that is wanted, or fails with that code. It is
# found at the beginning of a package's version, and ends there at the end of a number.
choose_version() {
    offered=$(package_versions "${package:?}")
    for candidate in $offered; do
        case ${candidate#*:} in
            "$version" | "$version"[!0-9]*) package_version=$candidate && return ;;
        esac
    done
    [ -n "$offered" ] || fail "$1" "The package $package is not to be had." "${log:?}"
    fail "$1" "Version $version of $package is not to be had here. To be had: $(echo "$offered" | paste -s -d ' ' -)."
}
