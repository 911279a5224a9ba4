/** The steps that operations on one machine are made of. */
package dev.jmachine.lifecycle.step;
