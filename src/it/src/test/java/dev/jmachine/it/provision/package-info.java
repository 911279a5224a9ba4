/** Provisioning of real Debian hosts: what a host's owner finds afterwards, and what bad luck does to it. */
package dev.jmachine.it.provision;
