/**
 * A small client of VirtualBox's web service: SOAP 1.1, document style, as its WSDL describes it
 * (https://www.virtualbox.org/sdkref/ and {@code /?wsdl} of a running service), over the JDK's HTTP client and DOM.
 */
package dev.jmachine.driver.virtualbox.soap;
