/** Runs OpenSSH's programs with a machine's address, keys and pinned host keys. Nothing here turns checking off. */
package dev.jmachine.cli.remote;
