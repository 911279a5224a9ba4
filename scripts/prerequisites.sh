# Sourced by quickstart and verify: finds what this computer lacks, and installs it where that is wanted.

# Print the Debian package of each command given as COMMAND:PACKAGE that is not there.
missing_packages() {
    PATH=$PATH:/usr/sbin:/sbin
    for pair in "$@"; do
        command -v "${pair%%:*}" >/dev/null 2>&1 || echo "${pair#*:}"
    done | sort -u
}

# Succeed when a JDK of version 17 or newer is there.
has_jdk() {
    javac=${JAVA_HOME:+$JAVA_HOME/bin/}javac
    version=$("$javac" -version 2>&1) || return 1
    version=${version#javac }
    [ "${version%%.*}" -ge 17 ] 2>/dev/null
}

# Run a command as root.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# Install the packages given; $1 is "yes" to do so without asking.
install_packages() {
    consent=$1
    shift
    [ $# -gt 0 ] || return 0
    if ! command -v apt-get >/dev/null 2>&1; then
        echo "These are missing, under their names in Debian: $*" >&2
        echo "Install them with your system's package tool, and run this again." >&2
        return 1
    fi
    if [ "$consent" != yes ]; then
        echo "To be installed with apt-get: $*"
        printf 'Install them now? [Y/n] '
        read -r answer || answer=n
        case $answer in [Nn]*) echo "Nothing was installed." >&2; return 1 ;; esac
    fi
    as_root apt-get update -q
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"
}
