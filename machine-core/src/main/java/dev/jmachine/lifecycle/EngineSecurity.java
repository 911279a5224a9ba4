package dev.jmachine.lifecycle;

import dev.jmachine.api.EngineSpec;
import dev.jmachine.provision.ProvisionRequest;
import dev.jmachine.spi.MachineNetwork;
import dev.jmachine.tls.CertificateAuthority;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Brings certificates to both ends of a machine's engine, and the engine's settings to the host. */
final class EngineSecurity {

    private EngineSecurity() {
    }

    /** Copy the client's certificate into the machine's folder, and secure the engine on the host. */
    static void apply(Session session, boolean renewIdentity) {
        Environment environment = session.environment();
        CertificateAuthority authority =
                CertificateAuthority.openOrCreate(environment.store().certificates(), environment.clock());
        authority.copyClientFiles(session.record().folder());
        MachineNetwork network = session.network();
        List<String> names = names(session, network);
        session.provisioner().secureEngine(session.facts(), new ProvisionRequest(labelled(session),
                network.enginePort(), names, authority.certificatePem(),
                () -> authority.issueServer(session.record().name(), names), renewIdentity));
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

    /** Return the names and addresses that the engine's certificate must be good for. */
    private static List<String> names(Session session, MachineNetwork network) {
        Set<String> names = new LinkedHashSet<>(session.spec().tlsNames());
        names.add(network.address());
        network.peerAddress().ifPresent(names::add);
        names.addAll(List.of(session.record().name(), "localhost", "127.0.0.1"));
        return List.copyOf(names);
    }
}
