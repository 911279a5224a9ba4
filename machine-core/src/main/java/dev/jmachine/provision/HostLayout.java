package dev.jmachine.provision;

/**
 * Where things stand on a host.
 *
 * @param root the folder that all paths lie below: empty on a real host
 */
record HostLayout(String root) {
    static final HostLayout STANDARD = new HostLayout("");

    /** What we keep of our own: the record of what was changed, and what was last brought into force. Mode 0700. */
    String state() {
        return root + "/var/lib/jmachine";
    }

    /** The engine's certificates; a folder of its own, for an owner of the host may have some in {@code /etc/docker}. */
    String certificates() {
        return root + "/etc/docker/jmachine";
    }

    /** Our drop-in. It comes last, so that the start command it extends is the one that all others together make. */
    String systemdDropIn() {
        return root + "/etc/systemd/system/docker.service.d/zz-jmachine.conf";
    }

    /** The drop-in that docker-machine leaves behind. */
    String machineDropIn() {
        return root + "/etc/systemd/system/docker.service.d/10-machine.conf";
    }

    /** The certificates that docker-machine leaves behind. */
    String machineCertificate(String name) {
        return root + "/etc/docker/" + name + ".pem";
    }

    /** Arguments and environment of the engine as a service of OpenRC. */
    String openRcConfiguration() {
        return root + "/etc/conf.d/docker";
    }
}
