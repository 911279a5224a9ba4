/** Environment variables in texts, as Compose files and cluster files have them. */
package dev.jmachine.swarm.variable;
