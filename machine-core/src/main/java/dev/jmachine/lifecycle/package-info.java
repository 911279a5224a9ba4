/**
 * Implements the façade: machines of a store made, changed and removed by operations with a journal, several at once
 * and within swarms.
 */
package dev.jmachine.lifecycle;
