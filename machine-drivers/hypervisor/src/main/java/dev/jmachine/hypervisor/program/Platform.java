package dev.jmachine.hypervisor.program;

import java.io.File;
import java.util.Locale;

/** The operating systems that hypervisors run on. Only Linux has been tried. */
public enum Platform {
    LINUX, MACOS, WINDOWS;

    /** Return the one that this program runs on. */
    public static Platform current() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return WINDOWS;
        }
        return name.startsWith("mac") ? MACOS : LINUX;
    }

    /** Return the file that is always empty. */
    public File nullDevice() {
        return new File(this == WINDOWS ? "NUL" : "/dev/null");
    }

    /** Return the name of a program's file. */
    public String executable(String program) {
        return this == WINDOWS ? program + ".exe" : program;
    }
}
