/** Programs as a user runs them: the built command line first of all. */
package dev.jmachine.it.program;
