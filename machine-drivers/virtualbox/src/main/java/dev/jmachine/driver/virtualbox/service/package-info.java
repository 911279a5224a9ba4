/** VirtualBox's programs on this computer, and its web service, shared by all who use it at a time. */
package dev.jmachine.driver.virtualbox.service;
