/** Virtual machines of VMware vSphere, through its web service. */
package dev.jmachine.driver.vmwarevsphere;
