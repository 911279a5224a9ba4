package dev.jmachine.driver.jclouds;

import dev.jmachine.api.MachineState;

/**
 * A server as its provider tells of it at one moment.
 *
 * @param id the provider's id
 * @param state its state
 * @param busy whether the provider is at work on it, so that the state is about to change
 * @param address the address at which users reach it; empty when it has none yet
 * @param peerAddress the address at which its neighbours reach it; empty when it has none yet
 */
public record CloudServer(String id, MachineState state, boolean busy, String address, String peerAddress) {

    /** Return whether it has come to rest in a state. */
    public boolean rests(MachineState wanted) {
        return state == wanted && !busy;
    }

    /** Return this with another address for users. */
    public CloudServer withAddress(String other) {
        return new CloudServer(id, state, busy, other, peerAddress);
    }
}
