/** Instances of Exoscale, through its API v2. */
package dev.jmachine.driver.exoscale;
