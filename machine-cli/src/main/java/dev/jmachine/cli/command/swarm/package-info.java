/** The command {@code swarm}: machines enrolled in Docker Engine's own Swarm mode, and what is done to the nodes. */
package dev.jmachine.cli.command.swarm;
