/**
 * What embedders touch: open a store with {@link dev.jmachine.api.Machines}, make and drive each
 * {@link dev.jmachine.api.Machine} in it, and follow the work through a {@link dev.jmachine.api.MachineListener}.
 *
 * <p>Nothing in this package refers to a type outside it and the JDK.
 */
package dev.jmachine.api;
