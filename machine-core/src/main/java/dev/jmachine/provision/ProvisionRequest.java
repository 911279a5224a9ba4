package dev.jmachine.provision;

import dev.jmachine.api.EngineSpec;
import dev.jmachine.tls.ServerIdentity;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Says how the engine of a host is to be set up.
 *
 * @param engine the engine's settings
 * @param enginePort the TCP port at which it answers over TLS
 * @param names the host names and addresses that its certificate must be good for
 * @param authorityPem the certificate of the authority that engine and clients are signed by
 * @param identity makes a certificate for {@code names} and its key; called only when the host has none that still
 *     serves
 * @param renewIdentity whether a certificate that still serves is replaced nevertheless
 */
public record ProvisionRequest(
        EngineSpec engine,
        int enginePort,
        List<String> names,
        String authorityPem,
        Supplier<ServerIdentity> identity,
        boolean renewIdentity) {

    /** Copy the names and check that nothing is null. */
    public ProvisionRequest {
        Objects.requireNonNull(engine, "engine");
        names = List.copyOf(names);
        Objects.requireNonNull(authorityPem, "authorityPem");
        Objects.requireNonNull(identity, "identity");
    }
}
