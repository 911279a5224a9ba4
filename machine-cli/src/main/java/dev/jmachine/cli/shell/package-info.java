/** What {@code env} prints: how each shell sets and unsets variables, and how text is quoted for it. */
package dev.jmachine.cli.shell;
