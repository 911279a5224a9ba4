/** Virtual machines under VirtualBox, through its web service. */
package dev.jmachine.driver.virtualbox;
