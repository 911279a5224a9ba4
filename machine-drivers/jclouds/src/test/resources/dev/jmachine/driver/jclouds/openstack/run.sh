#!/bin/sh
# Serves /openstack in this root: run.sh PORT FRONT [seed]. PORT is where all of it listens, on loopback; FRONT is the
# URL that the catalog tells users. Says "ready" and stays; with a third word, "seed", it makes the databases, puts in
# what tests need, and ends.
set -eu
cd /openstack
port=$1 front=$2
export PYTHONPATH=/openstack/lib PYTHONDONTWRITEBYTECODE=
mkdir -p nginx nginx-proxy nova neutron cinder log

free_ports() {
    python3 - <<'E'
import socket
sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(6)]
print(*(s.getsockname()[1] for s in sockets))
E
}

fill_in() {
    set -- $(free_ports)
    keystone=$1 nova=$2 neutron=$3 glance=$4 cinder=$5
    [ "$port" != 0 ] || port=$6
    for template in etc/*.template; do
        sed -e "s/@PORT@/$port/g; s/@KEYSTONE@/$keystone/g; s/@NOVA@/$nova/g" \
            -e "s/@NEUTRON@/$neutron/g; s/@GLANCE@/$glance/g; s/@CINDER@/$cinder/g" \
            "$template" > "${template%.template}"
    done
}

database() {
    mariadbd --no-defaults --user=root --datadir=/openstack/mysql --socket=/openstack/mysql.sock --skip-networking \
        --pid-file=/openstack/mysql.pid --innodb-flush-log-at-trx-commit=0 --innodb-doublewrite=0 \
        --innodb-log-file-size=16M --innodb-buffer-pool-size=96M --innodb-autoextend-increment=4 \
        --performance-schema=OFF --character-set-server=utf8mb3 --max-connections=300 \
        > log/mariadb.log 2>&1 &
    servers="$servers $!"
    await 60 "MariaDB" mariadb --no-defaults --socket=/openstack/mysql.sock -e 'select 1'
}

await() {
    patience=$1 what=$2
    shift 2
    until "$@" > /dev/null 2>&1; do
        patience=$((patience - 1))
        [ "$patience" -gt 0 ] || { echo "$what does not answer" >&2; tail -n 40 log/*.log >&2; exit 1; }
        sleep 0.5
    done
}

make_databases() {
    mariadb-install-db --no-defaults --user=root --datadir=/openstack/mysql --skip-test-db \
        --auth-root-authentication-method=normal > log/install-db.log
    database
    for name in keystone placement glance neutron cinder nova nova_api nova_cell0; do
        echo "create database $name character set utf8mb3;"
    done | mariadb --no-defaults --socket=/openstack/mysql.sock
    echo "create user openstack@localhost identified by 'openstack'; grant all on *.* to openstack@localhost;" \
        | mariadb --no-defaults --socket=/openstack/mysql.sock
    keystone_conf="--config-file etc/keystone.conf"
    command keystone.cmd.manage $keystone_conf fernet_setup --keystone-user root --keystone-group root
    command keystone.cmd.manage $keystone_conf credential_setup --keystone-user root --keystone-group root
    command keystone.cmd.manage $keystone_conf db_sync
    command keystone.cmd.manage $keystone_conf bootstrap --bootstrap-password admin \
        --bootstrap-region-id RegionOne --bootstrap-public-url http://front/identity/v3 \
        --bootstrap-internal-url http://internal/identity/v3
    command placement.cmd.manage --config-file etc/placement.conf db sync &
    command glance.cmd.manage --config-file etc/glance-api.conf db_sync
    command cinder.cmd.manage --config-file etc/cinder.conf db sync
    command neutron.db.migration.cli --config-file etc/neutron.conf upgrade heads
    wait $!
    command nova.cmd.manage --config-file etc/nova.conf api_db sync
    cell0="mysql+pymysql://openstack:openstack@localhost/nova_cell0?unix_socket=/openstack/mysql.sock&charset=utf8"
    command nova.cmd.manage --config-file etc/nova.conf cell_v2 map_cell0 --database_connection "$cell0"
    command nova.cmd.manage --config-file etc/nova.conf db sync
    command nova.cmd.manage --config-file etc/nova.conf cell_v2 create_cell --name cell1
}

command() {
    module=$1
    shift
    python3 -c "import sys; sys.argv[0] = '$module'; from $module import main; sys.exit(main())" "$@"
}

# The catalog that is kept does not know where things are this time.
fill_in_catalog() {
    cat <<E | mariadb --no-defaults --socket=/openstack/mysql.sock keystone
update endpoint set url = concat('$front', substr(url, locate('/', url, 9))) where interface = 'public';
update endpoint set url = concat('http://127.0.0.1:$keystone', substr(url, locate('/', url, 9)))
    where interface = 'internal';
E
}

serve() {
    database
    fill_in_catalog
    python3 lib/identity_and_placement.py "$keystone" > log/identity-out.log 2>&1 &
    servers="$servers $!"
    nginx -c /openstack/etc/nginx.conf -g 'daemon off; user root;' > log/nginx-out.log 2>&1 &
    servers="$servers $!"
    python3 lib/neutron_server.py --config-file etc/neutron.conf > log/neutron-out.log 2>&1 &
    servers="$servers $!"
    python3 lib/glance_api.py --config-file etc/glance-api.conf > log/glance-out.log 2>&1 &
    servers="$servers $!"
    await 240 "Keystone" answers "http://127.0.0.1:$keystone/identity/v3"
    python3 lib/nova_all.py --config-file etc/nova.conf > log/nova-out.log 2>&1 &
    servers="$servers $!"
    python3 lib/cinder_all.py --config-file etc/cinder.conf > log/cinder-out.log 2>&1 &
    servers="$servers $!"
    await 240 "Nova" answers "http://127.0.0.1:$nova/"
    await 240 "Neutron" answers "http://127.0.0.1:$neutron/"
    await 240 "Glance" answers "http://127.0.0.1:$glance/"
    await 240 "Cinder" answers "http://127.0.0.1:$cinder/"
}

answers() {
    python3 - "$1" <<'E'
import sys
import urllib.error
import urllib.request

try:
    urllib.request.urlopen(sys.argv[1], timeout=20)
except urllib.error.HTTPError as e:
    sys.exit(e.code >= 500)
E
}

end() {
    # shellcheck disable=SC2086   # a list
    kill $servers
    wait
}

fill_in
servers='' seeding=${3-}
if [ "$seeding" ]; then
    make_databases
    end
    servers=''
fi
serve
if [ "$seeding" ]; then
    command nova.cmd.manage --config-file etc/nova.conf cell_v2 discover_hosts
    python3 seed.py "http://127.0.0.1:$keystone/identity/v3" "http://127.0.0.1:$nova/v2.1" \
        "http://127.0.0.1:$neutron/v2.0" "http://127.0.0.1:$glance/v2"
    end
    rm -f log/*
    exit
fi
echo ready
wait
