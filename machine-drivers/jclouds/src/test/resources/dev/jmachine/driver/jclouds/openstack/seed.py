"""Puts in what tests need: seed.py KEYSTONE NOVA NEUTRON GLANCE. Runs once, when the root is made."""
import json
import sys
import time
import urllib.request

identity, compute, network, image = sys.argv[1:]


def call(method, url, body=None, content_type="application/json"):
    data = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": content_type, "X-Auth-Token": token}, method=method)
    with urllib.request.urlopen(request, timeout=120) as answer:
        text = answer.read()
        return json.loads(text) if text else answer.headers


def admin_token():
    user = {"name": "admin", "password": "admin", "domain": {"id": "default"}}
    body = {"auth": {"identity": {"methods": ["password"], "password": {"user": user}},
                     "scope": {"project": {"name": "admin", "domain": {"id": "default"}}}}}
    request = urllib.request.Request(identity + "/auth/tokens", json.dumps(body).encode(),
                                     {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=120) as answer:
        return answer.headers["X-Subject-Token"]


def project(name, user, role):
    made = call("POST", identity + "/projects", {"project": {"name": name, "domain_id": "default"}})["project"]["id"]
    call("PUT", f"{identity}/projects/{made}/users/{user}/roles/{role}")
    return made


def service(kind, name, path):
    made = call("POST", identity + "/services", {"service": {"type": kind, "name": name}})["service"]["id"]
    call("POST", identity + "/endpoints", {"endpoint": {
        "service_id": made, "region_id": "RegionOne", "interface": "public", "url": "http://front" + path}})


token = admin_token()
service("compute", "nova", "/compute/v2.1")
service("network", "neutron", "/network")
service("volumev3", "cinder", "/volume/v3/$(project_id)s")
roles = {role["name"]: role["id"] for role in call("GET", identity + "/roles")["roles"]}
user = call("POST", identity + "/users",
            {"user": {"name": "ada", "password": "correct horse", "domain_id": "default"}})["user"]["id"]
service_role = call("POST", identity + "/roles", {"role": {"name": "service"}})["role"]["id"]
admin = {kind: call("GET", f"{identity}/{kind}?name=admin")[kind][0]["id"] for kind in ("users", "projects")}
call("PUT", f"{identity}/projects/{admin['projects']}/users/{admin['users']}/roles/{service_role}")
work = project("work", user, roles["member"])
poor = project("poor", user, roles["member"])
call("PUT", f"{compute}/os-quota-sets/{poor}", {"quota_set": {"instances": 0}})
call("POST", compute + "/flavors", {"flavor": {"id": "1", "name": "m1.tiny", "ram": 64, "vcpus": 1, "disk": 1}})
call("POST", compute + "/flavors", {"flavor": {"id": "2", "name": "m1.vast", "ram": 64, "vcpus": 1, "disk": 700000}})

made = call("POST", image + "/images", {"name": "debian-12", "disk_format": "raw", "container_format": "bare",
                                        "visibility": "public"})["id"]
call("PUT", f"{image}/images/{made}/file", b"not a disk: the hypervisor is a fake\n" * 100, "application/octet-stream")

outside = call("POST", network + "/networks", {"network": {
    "name": "public", "router:external": True, "provider:network_type": "flat",
    "provider:physical_network": "public"}})["network"]["id"]
call("POST", network + "/subnets", {"subnet": {
    "network_id": outside, "ip_version": 4, "cidr": "203.0.113.0/24", "enable_dhcp": False}})
inside = call("POST", network + "/networks", {"network": {"name": "private", "shared": True}})["network"]["id"]
subnet = call("POST", network + "/subnets", {"subnet": {
    "network_id": inside, "ip_version": 4, "cidr": "192.0.2.0/24", "enable_dhcp": False}})["subnet"]["id"]
router = call("POST", network + "/routers", {"router": {
    "name": "router", "external_gateway_info": {"network_id": outside}}})["router"]["id"]
call("PUT", f"{network}/routers/{router}/add_router_interface", {"subnet_id": subnet})
with open("/openstack/seeded.json", "w") as file:
    json.dump({"image": made, "network": inside, "public": outside, "work": work, "poor": poor, "user": user}, file)
