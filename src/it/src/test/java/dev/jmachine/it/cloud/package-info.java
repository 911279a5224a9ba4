/** Looks at a cloud from outside, and plays what a machine at it does by itself. */
package dev.jmachine.it.cloud;
