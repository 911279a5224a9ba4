package dev.jmachine.swarm.cluster;

import java.util.Map;
import java.util.Objects;

/**
 * A network, config or secret to be made.
 *
 * @param cluster the cluster that it is made for
 * @param digest the digest of its content
 * @param request what the engine's API is asked for, without name and labels; it may hold a secret
 * @param labels its labels, without those that mark it as the cluster's
 */
record SwarmResource(String cluster, String digest, Map<String, Object> request, Map<String, String> labels) {

    SwarmResource {
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(digest, "digest");
    }

    /** Return what it is without its content, which may be a secret. */
    @Override
    public String toString() {
        return "SwarmResource[" + cluster + "]";
    }
}
