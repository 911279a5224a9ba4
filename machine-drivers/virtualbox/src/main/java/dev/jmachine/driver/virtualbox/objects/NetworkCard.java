package dev.jmachine.driver.virtualbox.objects;

import dev.jmachine.driver.virtualbox.soap.SoapAnswer;
import dev.jmachine.driver.virtualbox.soap.SoapClient;
import java.util.List;

/** A network card of a machine: {@code INetworkAdapter}, and its {@code INATEngine}. */
public final class NetworkCard extends RemoteObject {

    NetworkCard(SoapClient client, String reference) {
        super(client, "INetworkAdapter", reference);
    }

    /**
     * Plug it in.
     *
     * @param type VirtualBox's name of the model, such as {@code I82540EM}
     * @param hardwareAddress twelve hexadecimal digits
     */
    public void plugIn(String type, String hardwareAddress) {
        call("setEnabled", "enabled", "true");
        call("setAdapterType", "adapterType", type);
        call("setMACAddress", "MACAddress", hardwareAddress);
    }

    /** Return its hardware address, twelve hexadecimal digits. */
    public String hardwareAddress() {
        return call("getMACAddress").text();
    }

    /** Lead it outward by address translation. */
    public void attachToNat(boolean hostResolver, boolean proxy) {
        call("setAttachmentType", "attachmentType", "NAT");
        nat("setDNSUseHostResolver", "DNSUseHostResolver", Boolean.toString(hostResolver));
        nat("setDNSProxy", "DNSProxy", Boolean.toString(proxy));
    }

    /** Attach it to a NAT network. */
    public void attachToNatNetwork(String name) {
        call("setAttachmentType", "attachmentType", "NATNetwork");
        call("setNATNetwork", "NATNetwork", name);
    }

    /** Attach it to a host-only interface. */
    public void attachToHostOnly(String name, String promiscuousPolicy) {
        call("setAttachmentType", "attachmentType", "HostOnly");
        call("setHostOnlyInterface", "hostOnlyInterface", name);
        call("setPromiscModePolicy", "promiscModePolicy", promiscuousPolicy);
    }

    /** Return the name of the NAT network that it is to be attached to; empty for none. */
    public String natNetwork() {
        return call("getAttachmentType").text().equals("NATNetwork") ? call("getNATNetwork").text() : "";
    }

    /** Return the ports of the host that lead through it, in VirtualBox's form: {@code ssh,1,127.0.0.1,2222,,22}. */
    public List<String> redirects() {
        return nat("getRedirects").texts();
    }

    /** Let a TCP port of the host lead to one of the guest, in place of an earlier one of that name. */
    public void redirect(String name, String hostAddress, int hostPort, int guestPort) {
        String wanted = String.join(",", name, "1", hostAddress, Integer.toString(hostPort), "",
                Integer.toString(guestPort));
        List<String> redirects = redirects();
        if (redirects.contains(wanted)) {
            return;
        }
        if (redirects.stream().anyMatch(redirect -> redirect.startsWith(name + ","))) {
            nat("removeRedirect", "name", name);
        }
        nat("addRedirect", "name", name, "proto", "TCP", "hostIP", hostAddress,
                "hostPort", Integer.toString(hostPort), "guestIP", "", "guestPort", Integer.toString(guestPort));
    }

    private SoapAnswer nat(String method, String... arguments) {
        return callOn("INATEngine", call("getNATEngine").text(), method, arguments);
    }
}
