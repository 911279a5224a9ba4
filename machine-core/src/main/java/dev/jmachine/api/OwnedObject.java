package dev.jmachine.api;

import java.util.Objects;

/**
 * A thing at a provider that bears a mark of this library: a server, a disk, a key, a firewall.
 *
 * @param kind what it is, in the provider's words, such as {@code instance}
 * @param id the provider's id of it, or its name where that is its id
 * @param machineId the identity of the machine that it was made for; empty where the provider does not keep it
 * @param machineName the name of that machine; empty where the provider does not keep it
 */
public record OwnedObject(String kind, String id, String machineId, String machineName) {

    /** Check that nothing is null. */
    public OwnedObject {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(machineId, "machineId");
        Objects.requireNonNull(machineName, "machineName");
    }
}
