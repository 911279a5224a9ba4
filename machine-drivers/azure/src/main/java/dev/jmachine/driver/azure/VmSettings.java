package dev.jmachine.driver.azure;

import dev.jmachine.cloud.InvalidOption;
import dev.jmachine.cloud.OpenPort;
import dev.jmachine.spi.DriverOptions;
import dev.jmachine.spi.DriverState;
import java.util.List;
import java.util.Map;

/**
 * What is asked for of a virtual machine.
 *
 * @param group resource group
 * @param location region
 * @param size size
 * @param image image, as the option has it
 * @param network virtual network, as the option has it
 * @param subnet subnet
 * @param subnetPrefix addresses of a subnet that is made
 * @param availabilitySet availability set; empty for none
 * @param storageType type of the disk
 * @param dnsLabel label of the public address; empty for none
 * @param privateAddress private address; empty for any
 * @param publicAddress whether there is to be one
 * @param openPorts further ports to open
 */
record VmSettings(String group, String location, String size, String image, String network, String subnet,
        String subnetPrefix, String availabilitySet, String storageType, String dnsLabel, String privateAddress,
        boolean publicAddress, List<String> openPorts) {

    VmSettings {
        openPorts = List.copyOf(openPorts);
    }

    /** Read and check the options. */
    static VmSettings of(DriverOptions options) {
        VmSettings settings = new VmSettings(
                name(options, AzureOptions.RESOURCE_GROUP),
                name(options, AzureOptions.LOCATION),
                name(options, AzureOptions.SIZE),
                options.text(AzureOptions.IMAGE),
                options.text(AzureOptions.NETWORK),
                name(options, AzureOptions.SUBNET),
                options.text(AzureOptions.SUBNET_PREFIX),
                options.text(AzureOptions.AVAILABILITY_SET),
                name(options, AzureOptions.STORAGE_TYPE),
                options.text(AzureOptions.DNS_LABEL),
                options.text(AzureOptions.PRIVATE_ADDRESS),
                !options.flag(AzureOptions.NO_PUBLIC_ADDRESS),
                options.list(AzureOptions.OPEN_PORT));
        settings.ports();
        VmImage.parse(settings.image);
        if (!settings.network.matches("([A-Za-z0-9_.()-]+:)?[A-Za-z0-9_.-]+")) {
            throw InvalidOption.of(AzureOptions.NETWORK,
                    "\"" + settings.network + "\" is none: it has the form [RESOURCE_GROUP:]NAME.");
        }
        return settings;
    }

    private static String name(DriverOptions options, String option) {
        String value = options.text(option);
        if (!value.matches("[A-Za-z0-9_.()-]+")) {
            throw InvalidOption.of(option, "\"" + value + "\" is none.");
        }
        return value;
    }

    /** Read what of it is needed to take the machine away. */
    static VmSettings of(DriverState state) {
        return new VmSettings(state.text("ResourceGroup"), state.text("Location"), state.text("Size"),
                state.text("Image"), state.text("VirtualNetwork"), state.text("SubnetName"), state.text("SubnetPrefix"),
                state.text("AvailabilitySet"), state.text("StorageType"), state.text("DNSLabel"),
                state.text("PrivateIPAddr"), !state.flag("NoPublicIP"), state.list("OpenPorts"));
    }

    /** Return what is to be saved, by docker-machine's keys. */
    Map<String, Object> toState() {
        return Map.ofEntries(
                Map.entry("ResourceGroup", group), Map.entry("Location", location), Map.entry("Size", size),
                Map.entry("Image", image), Map.entry("VirtualNetwork", network), Map.entry("SubnetName", subnet),
                Map.entry("SubnetPrefix", subnetPrefix), Map.entry("AvailabilitySet", availabilitySet),
                Map.entry("StorageType", storageType), Map.entry("DNSLabel", dnsLabel),
                Map.entry("PrivateIPAddr", privateAddress), Map.entry("NoPublicIP", !publicAddress),
                Map.entry("OpenPorts", openPorts));
    }

    List<OpenPort> ports() {
        return openPorts.stream().map(port -> OpenPort.parse(AzureOptions.OPEN_PORT, port)).toList();
    }

    /** Return the virtual network's resource group. */
    String networkGroup() {
        return network.contains(":") ? network.substring(0, network.indexOf(':')) : group;
    }

    String networkName() {
        return network.substring(network.indexOf(':') + 1);
    }
}
