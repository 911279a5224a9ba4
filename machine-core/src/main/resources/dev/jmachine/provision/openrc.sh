# shellcheck shell=sh
# The engine as a service of OpenRC.
: "${root?}" "${patience?}"

service_is_active() { rc-service -q docker status > /dev/null 2>&1; }

service_pid() { cat "$root/run/docker.pid" 2> /dev/null || echo 0; }

# OpenRC is done before the engine is: it has started when its process is there and its socket is.
service_restart() {
    log_start=$(wc -l 2> /dev/null < "$root/var/log/docker.log" || echo 0)
    rm -f "$root/run/docker.sock"
    timeout "$patience" rc-service docker restart && retry "$patience" engine_is_up && service_is_active
}

engine_is_up() { [ -S "$root/run/docker.sock" ] || ! service_is_active; }

service_stop() { rc-service docker stop; }

service_enable() { rc-update add docker default; }

service_disable() { rc-update del docker default; }

# The log has no times that could be compared; what has been added since the restart is what counts.
service_log() {
    tail -n "+$((${log_start:-0} + 1))" "$root/var/log/docker.log" 2> /dev/null
}
