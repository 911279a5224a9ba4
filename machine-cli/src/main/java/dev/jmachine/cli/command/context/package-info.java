/**
 * The command {@code context}: contexts of the docker command line for machines and clusters, kept in that program's
 * own store, {@code $DOCKER_CONFIG/contexts}, in its own form. The program itself need not be installed.
 */
package dev.jmachine.cli.command.context;
