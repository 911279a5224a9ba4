# shellcheck shell=sh
# Finds out what the host is and how its engine stands; nothing is changed. Needs common.sh.
: "${root?}" "${state?}" "${certificates?}"

detect() {
    fact jmachine 1
    detect_system
    detect_engine
    detect_service
    detect_configuration
}

detect_system() (
    release=$root/etc/os-release
    [ -r "$release" ] || release=$root/usr/lib/os-release
    # shellcheck source=/dev/null
    [ ! -r "$release" ] || . "$release"
    fact os_id "${ID:-}"
    fact os_like "${ID_LIKE:-}"
    fact os_version "${VERSION_ID:-}"
    fact os_name "${PRETTY_NAME:-${NAME:-${ID:-}}}"
    fact architecture "$(uname -m)"
)

detect_engine() {
    ! engine=$(command -v dockerd) || fact engine "$(readlink -f "$engine")"
    [ -z "$engine" ] || fact engine_version "$("$engine" --version)"
    [ ! -e "$state/installing" ] || fact installing yes
}

detect_service() {
    start_command=
    if [ -d "$root/run/systemd/system" ]; then
        fact init systemd
        detect_systemd_service
    elif command -v rc-service > /dev/null; then
        fact init openrc
        detect_openrc_service
    else
        fact init "$(cat "$root/proc/1/comm" 2> /dev/null || :)"
    fi
}

detect_systemd_service() {
    # Files written since systemd last looked count: they are in force as soon as it is told of ours.
    unit=$(show_unit)
    case $unit in
        *NeedDaemonReload=yes*) systemctl daemon-reload && unit=$(show_unit) ;;
    esac
    case $unit in *LoadState=loaded* | *LoadState=bad-setting*) fact service yes ;; esac
    case $unit in *ActiveState=active*) fact active yes ;; esac
    case $unit in *UnitFileState=disabled*) fact disabled yes ;; esac
    start_command=$(printf '%s\n' "$unit" | sed -n 's/^ExecStart=//p')
    unit_number=0
    for unit_file in $(printf '%s\n' "$unit" | sed -n 's/^FragmentPath=//p; s/^DropInPaths=//p'); do
        fact "unit$unit_number" "$unit_file"
        text "unit$unit_number" "$unit_file"
        unit_number=$((unit_number + 1))
    done
}

# The fragment comes first, whatever the order in which systemctl prints.
show_unit() {
    systemctl show docker.service -p LoadState -p ActiveState -p UnitFileState -p NeedDaemonReload -p ExecStart \
        -p FragmentPath -p DropInPaths | sort -r
}

detect_openrc_service() {
    [ ! -e "$root/etc/init.d/docker" ] || fact service yes
    ! rc-service -q docker status > /dev/null 2>&1 || fact active yes
    rc-update show default 2> /dev/null | grep -q '^ *docker ' || fact disabled yes
    text unit0 "$root/etc/conf.d/docker"
}

detect_configuration() {
    # Where packages keep further arguments of the engine, which the unit names as a variable.
    for environment in "$root/etc/default/docker" "$root/etc/sysconfig/docker"; do
        [ ! -f "$environment" ] || sed -n '/^[[:space:]]*[^#[:space:]]/s/^/environment|/p' "$environment"
    done
    daemon_json=$(printf '%s\n' "$start_command" | sed -n 's/.* --config-file[= ]\([^ ;]*\).*/\1/p')
    daemon_json=${daemon_json:-$root/etc/docker/daemon.json}
    fact daemon_json "$daemon_json"
    text daemon_json "$daemon_json"
    text authority "$certificates/ca.pem"
    text certificate "$certificates/server.pem"
    text record "$state/engine.json"
    text live_restore "$state/live-restore"
    detect_applied
}

# What was last brought into force counts only as long as the key, which never leaves the host, is still the same.
detect_applied() {
    if [ -s "$state/applied" ] && [ -s "$certificates/server-key.pem" ]; then
        { read -r fingerprint && read -r key_checksum; } < "$state/applied" || return 0
        [ "$key_checksum" != "$(checksum "$certificates/server-key.pem")" ] || fact applied "$fingerprint"
    fi
}
