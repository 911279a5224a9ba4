package dev.jmachine.lifecycle.step;

import dev.jmachine.api.EngineSpec;
import dev.jmachine.lifecycle.session.Session;
import dev.jmachine.operation.Step;

/** Upgrades Docker Engine, and remembers the version that is wanted from now on. */
record UpgradeEngineStep(String version) implements Step<Session> {

    @Override
    public String id() {
        return "engine-upgrade";
    }

    @Override
    public String title() {
        return "Upgrading Docker";
    }

    @Override
    public void run(Session session) {
        session.facts(session.provisioner().upgradeEngine(session.facts(), version));
        EngineSpec engine = session.spec().engine();
        session.configureEngine(new EngineSpec(engine.install(), version, engine.storageDriver(), engine.labels(),
                engine.options(), engine.registryMirrors(), engine.insecureRegistries(), engine.environment()));
    }
}
