# Stops and starts the engine, whatever starts services here. A socket that would start it again is stopped too.
fail() { echo "$1" >&2; exit 1; }

if [ -d /run/systemd/system ]; then
    socket=$(systemctl is-active docker.socket 2> /dev/null)
    stop_engine() {
        [ "$socket" != active ] || timeout 60 systemctl stop docker.socket
        timeout 300 systemctl stop docker.service
    }
    start_engine() {
        [ "$socket" != active ] || timeout 60 systemctl start docker.socket
        systemctl reset-failed docker.service 2> /dev/null   # Else the third start within a minute is refused.
        timeout 300 systemctl start docker.service
    }
elif command -v rc-service > /dev/null; then
    stop_engine() { timeout 300 rc-service docker stop; }
    start_engine() { timeout 300 rc-service docker start; }
else
    fail "Neither systemd nor OpenRC starts services on this host."
fi
