package dev.jmachine.spi;

import java.util.List;

/**
 * The values of a driver's options for one machine: those given, else the defaults. Checked against the options' types
 * before the driver is opened. Immutable.
 */
public interface DriverOptions {

    /** Return a text option's value; empty when not given and without default. */
    String text(String name);

    /** Return a number option's value. */
    int number(String name);

    /** Return a flag option's value. */
    boolean flag(String name);

    /** Return a list option's values. */
    List<String> list(String name);
}
