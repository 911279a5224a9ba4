/** The driver for a host that is there already and is reached over SSH, as root or by a user with sudo. */
package dev.jmachine.driver.generic;
