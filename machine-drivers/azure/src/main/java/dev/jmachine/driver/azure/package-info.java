/** Virtual machines of Microsoft Azure, through its REST API. */
package dev.jmachine.driver.azure;
