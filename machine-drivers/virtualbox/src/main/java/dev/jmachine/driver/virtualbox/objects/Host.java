package dev.jmachine.driver.virtualbox.objects;

import dev.jmachine.driver.virtualbox.soap.SoapAnswer;
import dev.jmachine.driver.virtualbox.soap.SoapClient;
import java.time.Duration;

/** The computer that VirtualBox runs on: {@code IHost}. */
public final class Host extends RemoteObject {
    private static final Duration MAKING = Duration.ofMinutes(1);
    private static final String INTERFACE = "IHostNetworkInterface";

    Host(SoapClient client, String reference) {
        super(client, "IHost", reference);
    }

    /** Return whether its processor has hardware virtualization that is switched on. */
    public boolean virtualizes() {
        return call("getProcessorFeature", "feature", "HWVirtEx").flag();
    }

    /**
     * Return the name of the host-only interface with an address; made when there is none.
     *
     * @param address the host's address on it
     * @param mask the mask of its network, as an address
     */
    public String hostOnlyInterface(String address, String mask) {
        for (String found : call("findHostNetworkInterfacesOfType", "type", "HostOnly").texts()) {
            if (callOn(INTERFACE, found, "getIPAddress").text().equals(address)
                    && callOn(INTERFACE, found, "getNetworkMask").text().equals(mask)) {
                return callOn(INTERFACE, found, "getName").text();
            }
        }
        return makeHostOnlyInterface(address, mask);
    }

    private String makeHostOnlyInterface(String address, String mask) {
        SoapAnswer answer = call("createHostOnlyNetworkInterface");
        new Progress(client(), answer.text()).await("Making a host-only network interface", MAKING);
        String made = answer.output("hostInterface");
        callOn(INTERFACE, made, "enableStaticIPConfig", "IPAddress", address, "networkMask", mask);
        return callOn(INTERFACE, made, "getName").text();
    }
}
