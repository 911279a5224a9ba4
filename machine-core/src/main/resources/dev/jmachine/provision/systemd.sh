# shellcheck shell=sh
# The engine as a service of systemd.
: "${patience?}"

service_is_active() { [ "$(systemctl is-active docker.service)" = active ]; }

service_pid() { systemctl show docker.service -p MainPID | cut -d = -f 2; }

# "restart", never "start": an engine that anything has woken through its socket meanwhile runs with the old settings.
service_restart() {
    systemctl daemon-reload &&
        { systemctl reset-failed docker.service docker.socket 2> /dev/null || :; } &&
        timeout "$patience" systemctl restart docker.service
}

service_stop() { systemctl daemon-reload && systemctl stop docker.service; }

service_enable() { systemctl enable docker.service; }

service_disable() { systemctl disable docker.service; }

# service_log SECONDS-SINCE-EPOCH: what the engine itself has said, or what systemd says of it when it said nothing.
service_log() {
    journalctl --sync 2> /dev/null || :
    journalctl -q --no-pager -o cat --since "@$1" _SYSTEMD_UNIT=docker.service | grep . ||
        journalctl -q --no-pager -o cat --since "@$1" -u docker.service
}
