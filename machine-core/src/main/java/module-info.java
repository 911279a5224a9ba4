/**
 * The library: the API for embedders, the SPI for driver authors, and what stands behind them.
 *
 * @provides dev.jmachine.api.MachinesProvider
 * @uses dev.jmachine.spi.DriverFactory
 */
module dev.jmachine.core {
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.jr.ob;
    requires com.hierynomus.sshj;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires org.slf4j;

    exports dev.jmachine.api;
    exports dev.jmachine.spi;

    uses dev.jmachine.api.MachinesProvider;
    uses dev.jmachine.spi.DriverFactory;
    uses org.slf4j.spi.SLF4JServiceProvider;

    provides dev.jmachine.api.MachinesProvider with dev.jmachine.lifecycle.StoreMachinesProvider;
}
