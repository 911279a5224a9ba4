/** VirtualBox's programs on this computer, and its web service, started for as long as it is needed. */
package dev.jmachine.driver.virtualbox.service;
