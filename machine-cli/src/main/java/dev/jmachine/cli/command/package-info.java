/**
 * What all commands share: the {@link dev.jmachine.cli.command.Command} they implement, the session they run in, how
 * machines are named, and how several are worked on side by side. The commands themselves are in the packages below.
 */
package dev.jmachine.cli.command;
