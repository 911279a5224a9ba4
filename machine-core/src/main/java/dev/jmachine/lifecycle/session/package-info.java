/** One machine while an operation works on it: what its steps share, and what its driver is given. */
package dev.jmachine.lifecycle.session;
