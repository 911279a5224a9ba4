/**
 * SSH: connections with a verified host key, keys, commands, copies. SSHJ does the protocol and stays hidden in here.
 *
 * <p>{@link dev.jmachine.ssh.SshConnector} opens a {@link dev.jmachine.ssh.SshShell}; what it may trust stands in
 * {@link dev.jmachine.ssh.KnownHosts}. Whoever builds a remote command line quotes with
 * {@link dev.jmachine.ssh.ShellQuoting}. Only the JDK's own cryptography is used: no security provider is registered.
 */
package dev.jmachine.ssh;
