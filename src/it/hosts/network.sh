# The network that hosts share with this machine: a bridge, and a namespace for each host. Sourced by debian-host.
# shellcheck shell=bash disable=SC2154   # what is not assigned here is debian-host's

network=${JMACHINE_TEST_NETWORK:-10.213.0}   # the first three bytes of a /24
bridge=jmt0
table=jmachine_test

# A bridge with an address of ours, and a way out through this machine for those behind it.
raise_network() {
    [ ! -e "/sys/class/net/$bridge" ] || return 0
    local taken
    taken=$(ip -4 route show root "$network.0/24")
    [ -z "$taken" ] || skip "$network.0/24 is in use here ($taken); set JMACHINE_TEST_NETWORK"
    # The tool is the tree's, so that this machine needs none; the rules are this machine's.
    chroot "$1" nft -f - <<RULES
table ip $table
delete table ip $table
table ip $table {
    chain out {
        type nat hook postrouting priority srcnat;
        ip saddr $network.0/24 oifname != "$bridge" masquerade
    }
}
RULES
    [ -e "$hosts/.ip_forward" ] || cat /proc/sys/net/ipv4/ip_forward > "$hosts/.ip_forward"
    echo 1 > /proc/sys/net/ipv4/ip_forward
    ip link add "$bridge" type bridge
    ip addr add "$network.1/24" dev "$bridge"
    ip link set "$bridge" up
}

# Not while hosts of another cache folder are on it.
lower_network() {
    [ -e "/sys/class/net/$bridge" ] && [ -z "$(ls "/sys/class/net/$bridge/brif")" ] || return 0
    ip link del "$bridge"
    local tool
    for tool in "$cache"/trees/*/; do
        chroot "$tool" nft delete table ip "$table" 2> /dev/null && break
    done
    [ ! -e "$hosts/.ip_forward" ] || cat "$hosts/.ip_forward" > /proc/sys/net/ipv4/ip_forward
    rm -f "$hosts/.ip_forward"
}

free_number() {
    local number
    for number in {10..250}; do
        [ -e "/sys/class/net/jmt-$number" ] || grep -qsx "address=$network.$number" "$hosts"/*/facts || {
            echo "$number"
            return
        }
    done
    fail "no free address in $network.0/24"
}

# A network namespace with one interface on the bridge. Made anew at each boot: nothing a host left in it survives.
plug_network() {
    local number=$2 offline=$3 space=jmt-$1
    ip netns del "$space" 2> /dev/null || true
    ip link del "jmt-$number" 2> /dev/null || true
    ip netns add "$space"
    ip link add "jmt-$number" type veth \
        peer name eth0 address "$(printf '02:6a:6d:74:00:%02x' "$number")" netns "$space"
    ip link set "jmt-$number" master "$bridge" up
    ip -n "$space" addr add 127.0.0.1/8 dev lo 2> /dev/null || true
    ip -n "$space" link set lo up
    ip -n "$space" addr add "$network.$number/24" dev eth0
    ip -n "$space" link set eth0 up
    [ "$offline" = yes ] || ip -n "$space" route add default via "$network.1"
}
