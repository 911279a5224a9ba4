/** Shows operations while they go on: live lines, plain lines, or events as JSON; and hands Ctrl-C to them. */
package dev.jmachine.cli.progress;
