/**
 * Talks to a Docker Engine over its HTTP API, through mutual TLS, plain TCP or a Unix socket:
 * {@link dev.jmachine.engine.EngineClient}.
 *
 * <p>The protocol is spoken over the JDK's channels and TLS engine, not its HTTP client: that one takes longer to start
 * than the whole exchange, and leaves threads behind.
 */
package dev.jmachine.engine;
