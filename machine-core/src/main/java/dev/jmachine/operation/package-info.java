/**
 * Operations as lists of idempotent steps: run, journalled, and told to the listener.
 */
package dev.jmachine.operation;
