package dev.jmachine.driver.vmware;

/** Opens the same driver by the name, flags and variables that docker-machine has for VMware Fusion. */
public final class VmwareFusionDriverFactory extends VmwareDriverFactory {

    /** Create the factory of the driver {@code vmwarefusion}. */
    public VmwareFusionDriverFactory() {
        super(VmwareOptions.FUSION);
    }
}
