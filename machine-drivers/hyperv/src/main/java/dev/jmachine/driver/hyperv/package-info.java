/** Virtual machines of Hyper-V, through PowerShell. */
package dev.jmachine.driver.hyperv;
