/** How results, progress and failures look: tables, JSON, live lines, the three lines of an error. */
package dev.jmachine.cli.output;
