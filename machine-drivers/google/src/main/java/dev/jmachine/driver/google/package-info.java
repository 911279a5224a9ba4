/** Instances of Google Compute Engine, through its REST API. */
package dev.jmachine.driver.google;
