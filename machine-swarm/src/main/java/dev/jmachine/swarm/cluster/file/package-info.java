/**
 * Reads cluster files: YAML with places, substitution of variables, and every error told at once with its line.
 *
 * <p>The form is described by {@code docs/cluster-file.md} and {@code docs/cluster.schema.json}.
 */
package dev.jmachine.swarm.cluster.file;
