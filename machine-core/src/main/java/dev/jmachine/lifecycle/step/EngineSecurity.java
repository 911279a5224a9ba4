package dev.jmachine.lifecycle.step;

import dev.jmachine.api.EngineSpec;
import dev.jmachine.lifecycle.session.EngineIdentity;
import dev.jmachine.lifecycle.session.Session;
import dev.jmachine.provision.ProvisionRequest;
import dev.jmachine.tls.CertificateAuthority;
import java.util.ArrayList;
import java.util.List;

/** Brings certificates to both ends of a machine's engine, and the engine's settings to the host. */
final class EngineSecurity {

    private EngineSecurity() {
    }

    /** Copy the client's certificate into the machine's folder, and secure the engine on the host. */
    static void apply(Session session, boolean renewIdentity) {
        EngineIdentity identity = session.identity();
        CertificateAuthority authority = identity.authority();
        authority.copyClientFiles(session.record().folder());
        session.provisioner().secureEngine(session.facts(), new ProvisionRequest(labelled(session),
                session.network().enginePort(), identity.names(), authority.certificatePem(),
                identity::get, renewIdentity));
        session.facts(null);
    }

    /** Return the engine asked for with the label by which docker-machine's users tell who made a host. */
    private static EngineSpec labelled(Session session) {
        EngineSpec asked = session.spec().engine();
        List<String> labels = new ArrayList<>(asked.labels());
        labels.add("provider=" + session.factory().name());
        return new EngineSpec(asked.install(), asked.version(), asked.storageDriver(), labels, asked.options(),
                asked.registryMirrors(), asked.insecureRegistries(), asked.environment());
    }
}
