/** Swarms of real engines on Debian hosts in namespaces. */
package dev.jmachine.it.swarm;
