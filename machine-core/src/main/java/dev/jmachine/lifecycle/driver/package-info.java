/** Drivers as the library calls them: found, loaded apart from one another, their options checked, tried again. */
package dev.jmachine.lifecycle.driver;
