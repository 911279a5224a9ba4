/** Real virtual machines under QEMU, and what is seen of them on this computer. */
package dev.jmachine.it.guest;
