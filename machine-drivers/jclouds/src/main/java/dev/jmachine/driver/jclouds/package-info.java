/** Clouds that are reached through Apache jclouds: OpenStack, Rackspace, CloudStack. */
package dev.jmachine.driver.jclouds;
