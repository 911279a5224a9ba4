# Who a host is: its name, keys and name resolution, and the facts that tell how to reach it. Sourced by debian-host.
# shellcheck shell=bash disable=SC2154   # what is not assigned here is debian-host's

# What is this host's own in its upper layer: names, keys, name resolution.
write_identity() {
    local name=$1 folder=$2 tree=$3 offline=$4 upper=$2/upper path user home
    mkdir -p "$upper/etc/ssh" "$upper/root" "$upper/home/debian" "$upper/home/nosudo"
    for path in . etc etc/ssh root home home/debian home/nosudo; do   # an overlay shows the upper folder's attributes
        chown --reference="$tree/$path" "$upper/$path"
        chmod --reference="$tree/$path" "$upper/$path"
    done
    echo "$name" > "$upper/etc/hostname"
    tr -d - < /proc/sys/kernel/random/uuid > "$upper/etc/machine-id"
    printf '127.0.0.1\tlocalhost\n127.0.1.1\t%s\n' "$name" > "$upper/etc/hosts"
    : > "$upper/etc/resolv.conf"
    [ "$offline" = yes ] || write_name_resolution "$upper/etc"

    ssh-keygen -q -t ed25519 -N '' -C "$name" -f "$folder/id_ed25519"
    ssh-keygen -A -f "$upper" > /dev/null   # host keys of every kind, as the package makes them
    for user in root debian nosudo; do
        home=$upper/home/$user
        [ $user != root ] || home=$upper/root
        install -D -m 0600 "$folder/id_ed25519.pub" "$home/.ssh/authorized_keys"
        chmod 0700 "$home/.ssh"
        chown -R --reference="$home" "$home/.ssh"
    done
}

# The host resolves what this machine resolves: its name servers, and the names it has been given by file.
write_name_resolution() {
    grep -vE '^[[:space:]]*(#|$|127\.|::1|fe00|ff0)' /etc/hosts >> "$1/hosts" || true
    local source=/etc/resolv.conf
    ! grep -q '^nameserver 127\.0\.0\.53' $source || source=/run/systemd/resolve/resolv.conf
    grep -E '^(nameserver|search|options)' $source > "$1/resolv.conf" || true
}

write_facts() {
    local name=$1 release=$2 variant=$3 number=$4 folder=$5
    sed "s/^\([^ ]*\) \([^ ]*\).*/$network.$number \1 \2/" "$folder"/upper/etc/ssh/ssh_host_*_key.pub \
        > "$folder/known_hosts"
    cat > "$folder/facts" <<FACTS
name=$name
release=$release
variant=$variant
address=$network.$number
port=22
users=root debian nosudo
key=$folder/id_ed25519
known_hosts=$folder/known_hosts
fingerprint=$(ssh-keygen -l -f "$folder/upper/etc/ssh/ssh_host_ed25519_key.pub" | cut -d ' ' -f 2)
folder=$folder
FACTS
}
