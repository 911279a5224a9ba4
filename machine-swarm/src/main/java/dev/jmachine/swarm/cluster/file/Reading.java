package dev.jmachine.swarm.cluster.file;

import dev.jmachine.swarm.variable.Substitution;
import java.nio.file.Path;

/**
 * What all parts of a file are read with.
 *
 * @param folder the folder that relative paths start from
 * @param substitution puts in variables
 * @param problems where errors go
 * @param warnings where warnings go
 */
record Reading(Path folder, Substitution substitution, Problems problems, Problems warnings) {
}
