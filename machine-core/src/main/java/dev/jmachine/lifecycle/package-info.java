/**
 * Implements the façade: a machine's operations as steps with a journal, over the store, SSH, TLS, the engine and
 * provisioning.
 */
package dev.jmachine.lifecycle;
