package dev.jmachine.cli.command.show;

import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineListener;
import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.KnownSwarms;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.command.SwarmMembership;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.cli.output.JsonDocument;
import dev.jmachine.cli.template.RowFormat;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code ls}. */
public final class LsCommand implements Command {
    private static final String FORMAT = "table {{ .Name }}\t{{ .Active }}\t{{ .DriverName}}\t{{ .State }}\t{{ .URL }}"
            + "\t{{ .Swarm }}\t{{ .DockerVersion }}\t{{ .Error}}";
    private static final Map<String, String> HEADERS = Map.ofEntries(
            Map.entry("Name", "NAME"), Map.entry("Active", "ACTIVE"), Map.entry("ActiveHost", "ACTIVE_HOST"),
            Map.entry("ActiveSwarm", "ACTIVE_SWARM"), Map.entry("DriverName", "DRIVER"), Map.entry("State", "STATE"),
            Map.entry("URL", "URL"), Map.entry("SwarmOptions", "SWARM_OPTIONS"), Map.entry("Swarm", "SWARM"),
            Map.entry("EngineOptions", "ENGINE_OPTIONS"), Map.entry("Error", "ERRORS"),
            Map.entry("CertificateExpires", "CERTIFICATE_EXPIRES"), Map.entry("DockerVersion", "DOCKER"),
            Map.entry("ResponseTime", "RESPONSE"));

    @Override
    public CommandDescription description() {
        return CommandDescription.of("ls", "", "List machines",
                Flag.on("quiet", "q", "Enable quiet mode"),
                Flag.list("filter",
                        "Filter output based on conditions provided: driver=, state=, name=, label=, swarm="),
                Flag.number("timeout", "t", 10, "Timeout in seconds, default to 10s"),
                Flag.text("format", "f", "", "Pretty-print machines using a Go template"),
                Flag.on("json", "Print a JSON document"));
    }

    @Override
    public int run(Session session, Arguments arguments) {
        // What cannot be asked in time is told in its row.
        session.relay().to(MachineListener.NOOP);
        MachineFilter filter = new MachineFilter(arguments.list("filter"));
        List<Machine> all = session.machines().list();
        KnownSwarms known = KnownSwarms.of(session.machines().storagePath(), all);
        List<Machine> machines = filter.matching(all, known);
        if (arguments.on("quiet") && !filter.needsState()) {
            machines.forEach(machine -> session.console().out().println(machine.name()));
            return 0;
        }
        RowFormat format = new RowFormat(arguments.text("format"), FORMAT, HEADERS);
        boolean engine = !arguments.on("quiet")
                && (arguments.on("json") || format.shows("DockerVersion") || format.shows("Error"));
        RowReader reader = new RowReader(session.environment().getOrDefault("DOCKER_HOST", ""), engine);
        List<MachineRow> rows = new RowCollector(reader, arguments.number("timeout")).collect(machines).stream()
                .filter(row -> filter.matches(row.state())).toList();
        if (arguments.on("quiet")) {
            rows.forEach(row -> session.console().out().println(row.name()));
        } else if (arguments.on("json")) {
            session.console().say(new JsonDocument()
                    .put("machines", rows.stream().map(row -> json(row, machine(machines, row), known)).toList())
                    .text());
        } else {
            SwarmColumn swarms = SwarmColumn.ofRows(rows, known);
            List<Map<String, Object>> data = rows.stream().map(row -> row.withSwarm(swarms.text(row)))
                    .map(row -> data(row, machine(machines, row), format)).toList();
            session.console().out().print(format.text(data));
        }
        return 0;
    }

    private static Machine machine(List<Machine> machines, MachineRow row) {
        return machines.stream().filter(machine -> machine.name().equals(row.name())).findFirst().orElseThrow();
    }

    /** Return a row's data for a template; what takes reading more files only where the format shows it. */
    private static Map<String, Object> data(MachineRow row, Machine machine, RowFormat format) {
        Map<String, Object> data = row.data();
        data.put("EngineOptions", format.shows("EngineOptions")
                ? Configuration.of(machine.configuration()).object("HostOptions", "EngineOptions") : Map.of());
        data.put("CertificateExpires", format.shows("CertificateExpires") ? expiry(machine) : "");
        return data;
    }

    private static String expiry(Machine machine) {
        return machine.certificateExpiry().map(Instant::toString).orElse("");
    }

    private static Map<String, Object> json(MachineRow row, Machine machine, KnownSwarms known) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("name", row.name());
        keys.put("active", row.activeHost() || row.activeSwarm());
        keys.put("driver", row.driver());
        keys.put("state", row.state().displayName());
        keys.put("url", row.url());
        keys.put("dockerVersion", row.engine().startsWith("v") ? row.engine().substring(1) : "");
        keys.put("swarm", known.of(row.name()).map(one -> known.name(one.swarm())).orElse(""));
        keys.put("swarmRole", known.of(row.name()).map(SwarmMembership::role).orElse(""));
        keys.put("error", row.error());
        keys.put("certificateExpires", expiry(machine));
        keys.put("responseMilliseconds", row.took().toMillis());
        return keys;
    }
}
