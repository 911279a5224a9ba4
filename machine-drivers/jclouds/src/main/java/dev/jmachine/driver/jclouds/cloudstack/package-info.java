/** Apache CloudStack: virtual machines, public addresses with firewall rules, security groups. */
package dev.jmachine.driver.jclouds.cloudstack;
