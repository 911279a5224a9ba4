/**
 * Docker Engine's own Swarm mode: machines enrolled as managers and workers, and what is done to the nodes they become.
 * Nothing of Swarm mode itself is done here; the engines do it.
 */
package dev.jmachine.swarm.mode;
