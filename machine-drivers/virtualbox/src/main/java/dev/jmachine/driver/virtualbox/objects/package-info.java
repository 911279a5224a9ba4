/**
 * The objects of VirtualBox's programming interface that this driver uses, as VirtualBox's reference names them
 * (https://www.virtualbox.org/sdkref/), and what differs in it from version to version.
 */
package dev.jmachine.driver.virtualbox.objects;
