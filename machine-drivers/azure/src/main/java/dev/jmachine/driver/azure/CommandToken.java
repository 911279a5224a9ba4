package dev.jmachine.driver.azure;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.cloud.JsonValue;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Gets an access token of the user who has signed in with Azure's own command, {@code az}. */
final class CommandToken implements Supplier<String> {
    private static final String ACTIVITY = "Asking the \"az\" command for an access token";
    private static final long PATIENCE_SECONDS = 60;

    private final String program;
    private final String audience;
    private final String tenant;
    private String token = "";

    CommandToken(String audience, String tenant) {
        this(File.separatorChar == '\\' ? "az.cmd" : "az", audience, tenant);
    }

    CommandToken(String program, String audience, String tenant) {
        this.program = program;
        this.audience = audience;
        this.tenant = tenant;
    }

    /** One lasts for an hour: longer than any use of a driver that opens it. */
    @Override
    public String get() {
        if (token.isEmpty()) {
            token = ask();
        }
        return token;
    }

    private String ask() {
        List<String> command = new ArrayList<>(List.of(program, "account", "get-access-token",
                "--resource", audience, "--output", "json"));
        if (!tenant.isEmpty()) {
            command.addAll(List.of("--tenant", tenant));
        }
        try {
            return run(command);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MachineException(ErrorCode.CANCELLED, ACTIVITY, "The wait for it was cancelled.", e);
        } catch (IOException e) {
            throw failure("It cannot be started. Install it and say \"az login\", or give a service principal: --"
                    + AzureOptions.CLIENT_ID + " and AZURE_CLIENT_SECRET.", e);
        }
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("jmachine-az", "");
        Path errors = Files.createTempFile("jmachine-az", "");
        Process process = null;
        try {
            process = new ProcessBuilder(command)
                    .redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
            // It must not wait for answers to questions that nobody sees.
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw failure("It did not answer within " + PATIENCE_SECONDS + " s.", null);
            }
            if (process.exitValue() != 0) {
                throw failure("It says: " + Files.readString(errors).strip(), null);
            }
            String token = JsonValue.parse(Files.readString(output, StandardCharsets.UTF_8)).text("accessToken");
            if (token.isEmpty()) {
                throw failure("There is no token in what it says.", null);
            }
            return token;
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
            // They are readable by their owner alone while they are there.
            Files.delete(output);
            Files.delete(errors);
        }
    }

    private static MachineException failure(String problem, Throwable cause) {
        return new MachineException(ErrorCode.AUTHENTICATION, ACTIVITY, problem, cause);
    }
}
