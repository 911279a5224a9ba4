package dev.jmachine.driver.jclouds.cloudstack;

import dev.jmachine.cloud.JsonValue;

/**
 * A network that virtual machines are put in. jclouds' own type lacks the VPC.
 *
 * @param id its id
 * @param name its name
 * @param isolated whether it is an account's own, behind a router that translates addresses
 * @param inVpc whether it is a tier of a VPC, which has access lists in place of firewall rules
 * @param hasSecurityGroups whether security groups hold in it
 */
record GuestNetwork(String id, String name, boolean isolated, boolean inVpc, boolean hasSecurityGroups) {

    static GuestNetwork read(JsonValue network) {
        return new GuestNetwork(network.text("id"), network.text("name"),
                network.text("type").equals("Isolated"), !network.text("vpcid").isEmpty(),
                network.each("service").stream().anyMatch(service -> service.text("name").equals("SecurityGroup")));
    }
}
