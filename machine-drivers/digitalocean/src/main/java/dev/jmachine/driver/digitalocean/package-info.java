/** Droplets of DigitalOcean, through its REST API. */
package dev.jmachine.driver.digitalocean;
