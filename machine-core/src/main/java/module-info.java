/**
 * The library: the API for embedders, the SPI for driver authors, and what stands behind them.
 *
 * @provides dev.jmachine.api.MachinesProvider
 * @uses dev.jmachine.spi.DriverFactory
 * @uses dev.jmachine.spi.SwarmEnrolment
 */
@SuppressWarnings("module") // The swarm module is built after this one.
module dev.jmachine.core {
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.jr.ob;
    requires com.hierynomus.sshj;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires org.slf4j;

    exports dev.jmachine.api;
    exports dev.jmachine.spi;
    exports dev.jmachine.engine to dev.jmachine.swarm;
    exports dev.jmachine.json to dev.jmachine.swarm;
    exports dev.jmachine.operation to dev.jmachine.swarm;
    exports dev.jmachine.ssh to dev.jmachine.swarm;
    exports dev.jmachine.store to dev.jmachine.swarm;

    uses dev.jmachine.api.MachinesProvider;
    uses dev.jmachine.spi.DriverFactory;
    uses dev.jmachine.spi.SwarmEnrolment;
    uses org.slf4j.spi.SLF4JServiceProvider;

    provides dev.jmachine.api.MachinesProvider with dev.jmachine.lifecycle.StoreMachinesProvider;
}
