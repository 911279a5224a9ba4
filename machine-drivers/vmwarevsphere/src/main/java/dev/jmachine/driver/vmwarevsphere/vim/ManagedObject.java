package dev.jmachine.driver.vmwarevsphere.vim;

/**
 * Names an object of the server: a managed object reference.
 *
 * @param type such as {@code VirtualMachine}
 * @param value such as {@code vm-42}; unique within the server
 */
public record ManagedObject(String type, String value) {

    @Override
    public String toString() {
        return type + ":" + value;
    }
}
