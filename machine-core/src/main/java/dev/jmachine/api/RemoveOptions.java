package dev.jmachine.api;

/**
 * Says how a machine is removed.
 *
 * @param force drop the local record even when the provider's part cannot be removed
 * @param cleanHost undo on the host what provisioning did to it, for a host that stays after removal
 */
public record RemoveOptions(boolean force, boolean cleanHost) {

    /** Remove all, and keep the record if that fails. */
    public static final RemoveOptions DEFAULT = new RemoveOptions(false, false);
}
