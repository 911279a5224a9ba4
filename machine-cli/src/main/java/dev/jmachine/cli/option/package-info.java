/**
 * Flags and arguments: what a command knows, how the words typed are read. picocli does the reading and writes the
 * help; what docker-machine allows beyond it, such as {@code -flag} for {@code --flag}, is brought into its form first.
 */
package dev.jmachine.cli.option;
