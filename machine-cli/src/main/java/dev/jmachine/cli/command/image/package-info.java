/** The command {@code image}: what drivers make machines from. */
package dev.jmachine.cli.command.image;
