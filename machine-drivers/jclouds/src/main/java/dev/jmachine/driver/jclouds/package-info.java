/** Clouds that are reached through Apache jclouds: OpenStack, Rackspace. */
package dev.jmachine.driver.jclouds;
