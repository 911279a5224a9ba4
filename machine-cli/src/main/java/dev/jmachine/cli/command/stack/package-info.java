/** {@code stack} and {@code compose}: services on swarms, and Compose projects on one machine. */
package dev.jmachine.cli.command.stack;
