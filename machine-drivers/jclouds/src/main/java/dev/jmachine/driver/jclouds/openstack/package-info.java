/** OpenStack, by jclouds' APIs of Keystone, Nova and Neutron. */
package dev.jmachine.driver.jclouds.openstack;
