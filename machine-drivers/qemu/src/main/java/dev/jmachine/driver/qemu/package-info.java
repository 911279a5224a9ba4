/**
 * Virtual machines under QEMU, on Linux, macOS and Windows, without root.
 *
 * <p>Each machine is one daemonised QEMU process over a copy-on-write clone of a base image, steered over QMP. The
 * first network card is QEMU's user-mode network, with ports of this computer forwarded to the guest; the second is a
 * network of its own that all machines of a store share.
 */
package dev.jmachine.driver.qemu;
