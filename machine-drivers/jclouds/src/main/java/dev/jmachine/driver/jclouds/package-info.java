/** Clouds that are reached through Apache jclouds: OpenStack, Rackspace, SoftLayer, CloudStack. */
package dev.jmachine.driver.jclouds;
