/** Virtual servers of IBM Cloud's classic infrastructure, once SoftLayer, through its REST API. */
package dev.jmachine.driver.softlayer;
