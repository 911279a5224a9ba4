/**
 * A client of the vSphere Web Services API (VIM), as far as this driver needs it: SOAP over HTTP. Knows nothing of
 * drivers. The protocol is that of VMware's "vSphere Web Services API Reference", spoken as version 6.5, which later
 * servers take too.
 */
package dev.jmachine.driver.vmwarevsphere.vim;
