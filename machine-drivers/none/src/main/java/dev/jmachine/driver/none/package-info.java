/** The driver for a machine that is the URL of an engine, which somebody else keeps. */
package dev.jmachine.driver.none;
