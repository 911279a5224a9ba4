/** Runs programs of this computer and reads what they leave behind. Knows nothing of machines or images. */
package dev.jmachine.hypervisor.program;
