/**
 * The command line. {@link dev.jmachine.cli.Main} answers what must be quick by itself and hands the rest to {@link
 * dev.jmachine.cli.Dispatcher}, which finds the command, has its words read, runs it, and reports what fails.
 */
package dev.jmachine.cli;
