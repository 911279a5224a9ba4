/** Real Debian hosts that tests start and throw away; see {@code src/it/hosts/README.md}. */
package dev.jmachine.it.host;
