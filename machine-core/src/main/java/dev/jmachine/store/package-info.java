/**
 * The store on disk: {@link dev.jmachine.store.MachineStore} holds one folder for each machine, in docker-machine's
 * layout, and a {@link dev.jmachine.store.MachineRecord} is what stands in it.
 *
 * <p>Reading takes no lock and writes nothing. Every file is replaced as a whole, and folders come and go by rename, so
 * that a crash at any instant leaves the old or the new, never a half.
 */
package dev.jmachine.store;
