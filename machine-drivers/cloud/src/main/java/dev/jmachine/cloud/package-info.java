/** What drivers of clouds share: the texts handed over at first boot, and JSON over HTTPS. No driver of its own. */
package dev.jmachine.cloud;
