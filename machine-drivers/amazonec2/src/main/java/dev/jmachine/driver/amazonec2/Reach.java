package dev.jmachine.driver.amazonec2;

import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverOptions;
import dev.jmachine.spi.DriverState;
import software.amazon.awssdk.services.ec2.model.Instance;

/** By which of its addresses this computer reaches a machine. */
enum Reach {
    /** The public IPv4 address. */
    PUBLIC,
    /** The IPv6 address, for a machine that was to have no public IPv4 address. */
    IPV6,
    /** The address within the VPC. */
    PRIVATE;

    /** Return what is wanted. */
    static Reach of(DriverContext context) {
        DriverOptions options = context.options();
        return of(usesPrivateAddress(context), options.flag(Ec2Options.PRIVATE_ADDRESS_ONLY),
                options.flag(Ec2Options.IPV6));
    }

    /** Return whether the machine is to be reached within its VPC: a bastion is there as a rule. */
    static boolean usesPrivateAddress(DriverContext context) {
        return context.options().flag(Ec2Options.USE_PRIVATE_ADDRESS) || context.bastion().isPresent();
    }

    /** Return what was wanted when the machine was made. */
    static Reach of(DriverState state) {
        return of(state.flag(StateKeys.USE_PRIVATE_ADDRESS), state.flag(StateKeys.PRIVATE_ADDRESS_ONLY),
                state.flag(StateKeys.IPV6));
    }

    private static Reach of(boolean usePrivate, boolean privateOnly, boolean ipv6) {
        if (usePrivate || privateOnly && !ipv6) {
            return PRIVATE;
        }
        return privateOnly ? IPV6 : PUBLIC;
    }

    /** Return the address of an instance; empty when it has none of this kind now. */
    String address(Instance instance) {
        String address = switch (this) {
            case PUBLIC -> instance.publicIpAddress();
            case IPV6 -> instance.ipv6Address();
            case PRIVATE -> instance.privateIpAddress();
        };
        return address == null ? "" : address;
    }
}
