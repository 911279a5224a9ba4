package dev.jmachine.driver.virtualbox.service;

import java.io.IOException;
import java.nio.file.Path;

/** A process that uses the web service until its input ends. */
final class UsingProgram {
    private UsingProgram() {
    }

    /** Use the service of the programs in the first folder, shared in the second. */
    public static void main(String[] arguments) throws IOException {
        VirtualBoxInstallation installation = VirtualBoxInstallation.find(arguments[0]);
        try (LocalService service = LocalService.use(installation, Path.of(arguments[1]))) {
            System.out.println(service.address());
            System.in.read();
        }
    }

    /** Start one; it says the service's address when it uses it. */
    static Process start(Path programs, Path shared) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), UsingProgram.class.getName(), programs.toString(),
                shared.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }
}
