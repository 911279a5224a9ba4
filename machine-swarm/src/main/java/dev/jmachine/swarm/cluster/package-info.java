/**
 * Clusters described in a file: what is to be changed is planned, applied side by side, and gone on with after an
 * interruption.
 */
package dev.jmachine.swarm.cluster;
