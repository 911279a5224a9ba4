package dev.jmachine.driver.hyperv;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.hypervisor.program.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs scripts in PowerShell. A script is handed over encoded, so that no shell and no rule of Windows for command
 * lines comes between.
 */
final class PowerShell {
    private static final String DEFAULT_PROGRAM = "powershell.exe";
    /** Errors end a script, and are told in a line of text; PowerShell itself would tell them in XML. */
    private static final String FRAME = """
            $ErrorActionPreference = 'Stop'
            $ProgressPreference = 'SilentlyContinue'
            [Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false
            try {
            %s
            } catch {
            [Console]::Error.WriteLine("$($_.CategoryInfo.Category): $($_.Exception.Message)")
            exit 1
            }
            """;

    private final String program;

    /**
     * Use a program.
     *
     * @param program its path, or empty for that of Windows
     */
    PowerShell(String program) {
        this.program = program.isEmpty() ? DEFAULT_PROGRAM : program;
    }

    /** Run commands one after the other, until one fails. */
    void run(String activity, Duration timeout, Cmdlet... commands) {
        run(activity, timeout, Stream.of(commands).map(Cmdlet::toString).collect(Collectors.joining("\n")));
    }

    /**
     * Ask for objects.
     *
     * @param expression an expression for a list of hash tables, in PowerShell
     */
    @SuppressWarnings("unchecked")
    List<Map<String, Object>> query(String activity, Duration timeout, String expression) {
        String answer = run(activity, timeout, "ConvertTo-Json -Compress -InputObject @(" + expression + ")");
        try {
            return JSON.std.anyFrom(answer) instanceof List<?> objects
                    ? (List<Map<String, Object>>) objects : List.of();
        } catch (IOException e) {
            throw new MachineException(ErrorCode.PROVIDER, activity,
                    "PowerShell answers with something else than JSON: " + e.getMessage(), e);
        }
    }

    private String run(String activity, Duration timeout, String script) {
        String encoded = Base64.getEncoder().encodeToString(
                FRAME.formatted(script).getBytes(StandardCharsets.UTF_16LE));
        Command.Result result = Command.run(
                List.of(program, "-NoProfile", "-NonInteractive", "-EncodedCommand", encoded), timeout);
        if (result.exitStatus() != 0) {
            throw failure(activity, result.complaint());
        }
        return result.output();
    }

    private static MachineException failure(String activity, String complaint) {
        boolean refused = complaint.startsWith("PermissionDenied");
        return new MachineException(refused ? ErrorCode.AUTHENTICATION : ErrorCode.PROVIDER, activity,
                "Hyper-V says: " + complaint);
    }
}
