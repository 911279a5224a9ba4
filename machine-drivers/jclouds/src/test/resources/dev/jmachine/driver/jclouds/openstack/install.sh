#!/bin/sh
# Run as root in a Debian 12 root with OpenStack's packages: writes the services' settings, makes their databases and
# puts in what tests need. All goes to /openstack; `run.sh` beside this then serves it.
#
# What differs from a cloud for people: Nova has its fake hypervisor; it and Cinder run as one process each over
# oslo.messaging's in-process transport; Cinder's volumes are files; Neutron binds ports at once, for there are no
# agents. The APIs and what stands behind them are the real ones.
set -eu

mkdir -p /openstack/etc/keys /openstack/etc/credentials /openstack/lib /openstack/images /openstack/log \
    /openstack/nova /openstack/volumes
cd /openstack/etc

database() {
    echo "connection = mysql+pymysql://openstack:openstack@localhost/$1?unix_socket=/openstack/mysql.sock&charset=utf8"
}

credentials() {
    cat <<E
auth_type = password
auth_url = http://127.0.0.1:@KEYSTONE@/identity/v3
username = admin
password = admin
project_name = admin
user_domain_id = default
project_domain_id = default
region_name = RegionOne
E
}

cat > keystone.conf <<E
[DEFAULT]
log_file = /openstack/log/keystone.log
[database]
$(database keystone)
[token]
provider = fernet
# Passwords that nothing depends on need no costly hashes.
[identity]
password_hash_rounds = 4
[fernet_tokens]
key_repository = /openstack/etc/keys
[credential]
key_repository = /openstack/etc/credentials
E

cat > placement.conf.template <<E
[DEFAULT]
log_file = /openstack/log/placement.log
[placement_database]
$(database placement)
[keystone_authtoken]
www_authenticate_uri = http://127.0.0.1:@KEYSTONE@/identity
$(credentials)
E

cat > glance-api.conf.template <<E
[DEFAULT]
log_file = /openstack/log/glance.log
bind_host = 127.0.0.1
bind_port = @GLANCE@
workers = 0
[database]
$(database glance)
[glance_store]
stores = file
default_store = file
filesystem_store_datadir = /openstack/images
[keystone_authtoken]
www_authenticate_uri = http://127.0.0.1:@KEYSTONE@/identity
$(credentials)
[paste_deploy]
flavor = keystone
config_file = /openstack/etc/glance-api-paste.ini
E

cat > glance-api-paste.ini <<'E'
[pipeline:glance-api-keystone]
pipeline = versionnegotiation authtoken context rootapp
[composite:rootapp]
paste.composite_factory = glance.api:root_app_factory
/: apiversions
/v2: apiv2app
[app:apiversions]
paste.app_factory = glance.api.versions:create_resource
[app:apiv2app]
paste.app_factory = glance.api.v2.router:API.factory
[filter:versionnegotiation]
paste.filter_factory = glance.api.middleware.version_negotiation:VersionNegotiationFilter.factory
[filter:context]
paste.filter_factory = glance.api.middleware.context:ContextMiddleware.factory
[filter:authtoken]
paste.filter_factory = keystonemiddleware.auth_token:filter_factory
E

cat > neutron.conf.template <<E
[DEFAULT]
log_file = /openstack/log/neutron.log
bind_host = 127.0.0.1
bind_port = @NEUTRON@
transport_url = fake://
core_plugin = ml2
service_plugins = router
api_workers = 0
rpc_workers = 0
rpc_state_report_workers = 0
notify_nova_on_port_status_changes = false
notify_nova_on_port_data_changes = false
allow_automatic_dhcp_failover = false
allow_automatic_l3agent_failover = false
state_path = /openstack/neutron
api_paste_config = /openstack/etc/neutron-api-paste.ini
dhcp_agent_notification = false
[database]
$(database neutron)
max_pool_size = 5
[oslo_concurrency]
lock_path = /openstack/neutron
[keystone_authtoken]
www_authenticate_uri = http://127.0.0.1:@KEYSTONE@/identity
$(credentials)
[ml2]
type_drivers = local,flat
tenant_network_types = local
mechanism_drivers = bindall
[ml2_type_flat]
flat_networks = *
E

cat > neutron-api-paste.ini <<'E'
[composite:neutron]
use = egg:Paste#urlmap
/: neutronversions_composite
/v2.0: neutronapi_v2_0
[composite:neutronapi_v2_0]
use = call:neutron.auth:pipeline_factory
keystone = request_id catch_errors authtoken keystonecontext extensions neutronapiapp_v2_0
[composite:neutronversions_composite]
use = call:neutron.auth:pipeline_factory
keystone = neutronversions
[filter:request_id]
paste.filter_factory = oslo_middleware:RequestId.factory
[filter:catch_errors]
paste.filter_factory = oslo_middleware:CatchErrors.factory
[filter:keystonecontext]
paste.filter_factory = neutron.auth:NeutronKeystoneContext.factory
[filter:authtoken]
paste.filter_factory = keystonemiddleware.auth_token:filter_factory
[filter:extensions]
paste.filter_factory = neutron.api.extensions:plugin_aware_extension_middleware_factory
[app:neutronversions]
paste.app_factory = neutron.pecan_wsgi.app:versions_factory
[app:neutronapiapp_v2_0]
paste.app_factory = neutron.api.v2.router:APIRouter.factory
E

cat > nova.conf.template <<E
[DEFAULT]
log_file = /openstack/log/nova.log
transport_url = fake://
compute_driver = fake.FakeDriver
host = fake
osapi_compute_listen = 127.0.0.1
osapi_compute_listen_port = @NOVA@
osapi_compute_workers = 1
enabled_apis = osapi_compute
state_path = /openstack/nova
rootwrap_config = /openstack/etc/rootwrap.conf
service_down_time = 86400
# The fake hypervisor needs no time.
sync_power_state_interval = -1
[api]
auth_strategy = keystone
[wsgi]
api_paste_config = /openstack/etc/nova-api-paste.ini
[database]
$(database nova)
[api_database]
$(database nova_api)
[oslo_concurrency]
lock_path = /openstack/nova
[scheduler]
workers = 1
[conductor]
workers = 1
[glance]
api_servers = http://127.0.0.1:@GLANCE@
[neutron]
endpoint_override = http://127.0.0.1:@NEUTRON@
$(credentials)
[placement]
endpoint_override = http://127.0.0.1:@KEYSTONE@/placement
$(credentials)
[cinder]
endpoint_template = http://127.0.0.1:@CINDER@/v3/%(project_id)s
# Without it Cinder lets nobody take a volume from a server.
[service_user]
send_service_user_token = true
$(credentials)
[keystone_authtoken]
www_authenticate_uri = http://127.0.0.1:@KEYSTONE@/identity
$(credentials)
E

cat > nova-api-paste.ini <<'E'
[composite:osapi_compute]
use = call:nova.api.openstack.urlmap:urlmap_factory
/: oscomputeversions
/v2.1: openstack_compute_api_v21
[composite:openstack_compute_api_v21]
use = call:nova.api.auth:pipeline_factory_v21
keystone = request_id faultwrap authtoken keystonecontext osapi_compute_app_v21
noauth2 = request_id faultwrap osapi_compute_app_v21
[filter:request_id]
paste.filter_factory = oslo_middleware:RequestId.factory
[filter:faultwrap]
paste.filter_factory = nova.api.openstack:FaultWrapper.factory
[app:osapi_compute_app_v21]
paste.app_factory = nova.api.openstack.compute:APIRouterV21.factory
[pipeline:oscomputeversions]
pipeline = faultwrap oscomputeversionapp
[app:oscomputeversionapp]
paste.app_factory = nova.api.openstack.compute.versions:Versions.factory
[filter:keystonecontext]
paste.filter_factory = nova.api.auth:NovaKeystoneContext.factory
[filter:authtoken]
paste.filter_factory = keystonemiddleware.auth_token:filter_factory
E

cat > cinder.conf.template <<E
[DEFAULT]
log_file = /openstack/log/cinder.log
transport_url = fake://
host = fake
osapi_volume_listen = 127.0.0.1
osapi_volume_listen_port = @CINDER@
osapi_volume_workers = 1
enabled_backends = files
api_paste_config = /openstack/etc/cinder-api-paste.ini
state_path = /openstack/cinder
glance_api_servers = http://127.0.0.1:@GLANCE@
[files]
volume_driver = volumes_in_files.VolumesInFiles
volume_backend_name = files
[database]
$(database cinder)
[oslo_concurrency]
lock_path = /openstack/cinder
[keystone_authtoken]
www_authenticate_uri = http://127.0.0.1:@KEYSTONE@/identity
$(credentials)
E

cat > cinder-api-paste.ini <<'E'
[composite:osapi_volume]
use = call:cinder.api:root_app_factory
/: apiversions
/v3: openstack_volume_api_v3
[composite:openstack_volume_api_v3]
use = call:cinder.api.middleware.auth:pipeline_factory
keystone = request_id faultwrap authtoken keystonecontext apiv3
[filter:request_id]
paste.filter_factory = oslo_middleware:RequestId.factory
[filter:faultwrap]
paste.filter_factory = cinder.api.middleware.fault:FaultWrapper.factory
[filter:authtoken]
paste.filter_factory = keystonemiddleware.auth_token:filter_factory
[filter:keystonecontext]
paste.filter_factory = cinder.api.middleware.auth:CinderKeystoneContext.factory
[pipeline:apiversions]
pipeline = request_id faultwrap osvolumeversionapp
[app:osvolumeversionapp]
paste.app_factory = cinder.api.versions:Versions.factory
[app:apiv3]
paste.app_factory = cinder.api.v3.router:APIRouter.factory
E

cat > nginx.conf.template <<'E'
pid /openstack/nginx.pid;
error_log /openstack/log/nginx.log;
events { }
http {
    access_log off;
    client_body_temp_path /openstack/nginx;
    proxy_temp_path /openstack/nginx-proxy;
    fastcgi_temp_path /openstack/nginx;
    uwsgi_temp_path /openstack/nginx;
    scgi_temp_path /openstack/nginx;
    server {
        listen 127.0.0.1:@PORT@;
        client_max_body_size 16m;
        proxy_read_timeout 120s;
        location /identity/ { proxy_pass http://127.0.0.1:@KEYSTONE@/identity/; }
        location /compute/ { proxy_pass http://127.0.0.1:@NOVA@/; }
        location /network/ { proxy_pass http://127.0.0.1:@NEUTRON@/; }
        location /volume/ { proxy_pass http://127.0.0.1:@CINDER@/; }
    }
}
E

# An ML2 driver that binds every port at once.
cat > /openstack/lib/bindall.py <<'E'
from neutron_lib.plugins.ml2 import api


class BindAll(api.MechanismDriver):
    def initialize(self):
        pass

    def bind_port(self, context):
        for segment in context.segments_to_bind:
            context.set_binding(segment[api.ID], "ovs", {"port_filter": True}, status="ACTIVE")
            return
E
mkdir -p /openstack/lib/bindall-1.dist-info
printf 'Metadata-Version: 2.1\nName: bindall\nVersion: 1\n' > /openstack/lib/bindall-1.dist-info/METADATA
printf '[neutron.ml2.mechanism_drivers]\nbindall = bindall:BindAll\n' > /openstack/lib/bindall-1.dist-info/entry_points.txt

# Keystone and Placement behind one threaded WSGI server.
cat > /openstack/lib/identity_and_placement.py <<'E'
import os
import sys
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

os.environ["OS_KEYSTONE_CONFIG_DIR"] = os.environ["OS_PLACEMENT_CONFIG_DIR"] = "/openstack/etc"
port = int(sys.argv[1])
sys.argv = ["keystone"]
from keystone.server.wsgi import initialize_public_application
from placement.wsgi import init_application
from wsgiref.util import shift_path_info

applications = {"identity": initialize_public_application(), "placement": init_application()}


def serve(environ, start_response):
    return applications[shift_path_info(environ)](environ, start_response)


class Handler(WSGIRequestHandler):
    def log_message(self, *arguments):
        pass

    def address_string(self):
        return self.client_address[0]


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 64


make_server("127.0.0.1", port, serve, Server, Handler).serve_forever()
E

# Every service of Nova in one process.
cat > /openstack/lib/nova_all.py <<'E'
import sys

import nova.cmd  # patches the standard library for eventlet
from nova import config, objects, service
from nova.compute import rpcapi as compute
from nova.conductor import rpcapi as conductor
from nova.scheduler import rpcapi as scheduler
from oslo_log import log
import nova.conf

config.parse_args(sys.argv)
log.setup(nova.conf.CONF, "nova")
objects.register_all()
for binary, topic in (("nova-conductor", conductor.RPC_TOPIC), ("nova-scheduler", scheduler.RPC_TOPIC),
                      ("nova-compute", compute.RPC_TOPIC)):
    service.Service.create(binary=binary, topic=topic).start()
service.serve(service.WSGIService("osapi_compute"), workers=1)
service.wait()
E
# Every service of Cinder in one process.
cat > /openstack/lib/cinder_all.py <<'E'
import eventlet

eventlet.monkey_patch()
import sys

from cinder import coordination, objects, rpc, service
from cinder.common import config
import cinder.cmd.volume  # brings its settings
from oslo_log import log

objects.register_all()
config.CONF(sys.argv[1:], project="cinder")
log.setup(config.CONF, "cinder")
coordination.COORDINATOR.start()
rpc.init(config.CONF)
config.CONF.register_opt(cinder.cmd.volume.host_opt, group="files")
service.Service.create(binary="cinder-scheduler").start()
service.Service.create(binary="cinder-volume", host="fake@files", service_name="files", coordination=True).start()
service.serve(service.WSGIService("osapi_volume"), workers=1)
service.wait()
E

# A Cinder driver whose volumes are sparse files. What an image holds is copied to them; nobody is given them.
cat > /openstack/lib/volumes_in_files.py <<'E'
import os

from cinder.volume import driver


class VolumesInFiles(driver.VolumeDriver):
    def check_for_setup_error(self):
        pass

    def local_path(self, volume):
        return "/openstack/volumes/" + volume["id"]

    def create_volume(self, volume):
        with open(self.local_path(volume), "xb") as file:
            file.truncate(volume["size"] << 30)

    def copy_image_to_volume(self, context, volume, image_service, image_id):
        with open(self.local_path(volume), "r+b") as file:
            image_service.download(context, image_id, file)

    def delete_volume(self, volume):
        os.remove(self.local_path(volume))

    def ensure_export(self, context, volume):
        pass

    def create_export(self, context, volume, connector):
        pass

    def remove_export(self, context, volume):
        pass

    def initialize_connection(self, volume, connector):
        return {"driver_volume_type": "local", "data": {}}

    def terminate_connection(self, volume, connector, **arguments):
        pass

    def _update_volume_stats(self):
        self._stats = {"volume_backend_name": "files", "vendor_name": "jmachine", "driver_version": "1",
                       "storage_protocol": "file", "total_capacity_gb": 1000, "free_capacity_gb": 1000}
E
cat > /openstack/lib/glance_api.py <<'E'
from glance.cmd.api import main

main()
E
cat > /openstack/lib/neutron_server.py <<'E'
from neutron.cmd.eventlet.server import main

main()
E
