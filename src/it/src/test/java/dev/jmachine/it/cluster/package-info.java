/** Clusters described in files, as a user makes and keeps them. */
package dev.jmachine.it.cluster;
