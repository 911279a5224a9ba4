package dev.jmachine.driver.qemu;

/** The processors that guests are made for: always the one of this computer. Only x86-64 has been tried. */
enum Architecture {
    X86_64("qemu-system-x86_64"),
    AARCH64("qemu-system-aarch64");

    private final String emulator;

    Architecture(String emulator) {
        this.emulator = emulator;
    }

    /** Return the one of this computer. */
    static Architecture current() {
        return System.getProperty("os.arch").equals("aarch64") ? AARCH64 : X86_64;
    }

    /** Return the name of QEMU's program for it. */
    String emulator() {
        return emulator;
    }
}
