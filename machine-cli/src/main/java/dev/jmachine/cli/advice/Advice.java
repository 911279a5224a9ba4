package dev.jmachine.cli.advice;

/**
 * What an error code means, and what to do.
 *
 * @param meaning what has happened, for the list of all codes
 * @param action what to do next; {@code {program}}, {@code {machine}} and {@code {driver}} stand for their names
 */
public record Advice(String meaning, String action) {
}
