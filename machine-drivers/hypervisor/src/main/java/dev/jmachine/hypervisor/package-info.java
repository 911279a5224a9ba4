/**
 * What drivers of virtual machines on this computer share: slots and ports by which machines do not meet, and the seed
 * that cloud-init takes at the first boot.
 */
package dev.jmachine.hypervisor;
