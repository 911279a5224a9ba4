/** Virtual machines of VMware Workstation and Fusion, through vmrun. */
package dev.jmachine.driver.vmware;
