/**
 * What driver authors implement: a {@link dev.jmachine.spi.DriverFactory}, found by {@link java.util.ServiceLoader},
 * that opens a {@link dev.jmachine.spi.Driver} for one machine with the help of a {@link dev.jmachine.spi.DriverContext}.
 *
 * <p>The contract is written down in {@code docs/driver-contract.md} and checked by the suite of the test kit.
 */
package dev.jmachine.spi;
