/**
 * Stacks of services on a swarm, and Compose projects on one machine, through Docker's own tools on the hosts.
 */
package dev.jmachine.swarm.stack;
