package dev.jmachine.driver.qemu;

/**
 * The accelerator for a guest, and why it is this one.
 *
 * @param accelerator the accelerator
 * @param reason why, as the end of a sentence that begins with its name
 */
record AcceleratorChoice(Accelerator accelerator, String reason) {

    @Override
    public String toString() {
        return accelerator + " (" + reason + ")";
    }
}
