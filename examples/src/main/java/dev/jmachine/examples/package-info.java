/** The library in use: short programs, compiled by every build. */
package dev.jmachine.examples;
