package dev.jmachine.cli.command.show;

import dev.jmachine.api.Capability;
import dev.jmachine.api.DriverDescription;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.Machines;
import dev.jmachine.api.Readiness;
import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.cli.output.JsonDocument;
import dev.jmachine.cli.output.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code drivers}. */
public final class DriversCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("drivers", "[NAME...]", "List drivers, whether they can work here, and what to do",
                Flag.on("json", "Print a JSON document"));
    }

    @Override
    public int run(Session session, Arguments arguments) {
        Machines machines = session.machines();
        List<String> names = arguments.words().isEmpty() ? machines.driverNames() : arguments.words();
        List<Row> rows = names.stream().map(name -> row(machines, name)).toList();
        if (arguments.on("json")) {
            session.console().say(new JsonDocument().put("drivers", rows.stream().map(Row::json).toList()).text());
        } else {
            session.console().out().print(text(rows));
        }
        return 0;
    }

    /** What is told of one driver. */
    private record Row(String name, String summary, List<String> capabilities, Readiness readiness) {

        Map<String, Object> json() {
            Map<String, Object> keys = new LinkedHashMap<>();
            keys.put("name", name);
            keys.put("summary", summary);
            keys.put("capabilities", capabilities);
            keys.put("ready", readiness.ready());
            keys.put("detail", readiness.detail());
            keys.put("fix", readiness.fix());
            return keys;
        }
    }

    /** Ask a driver; one that is there and cannot be loaded does not hide the others. */
    private static Row row(Machines machines, String name) {
        try {
            DriverDescription driver = machines.driver(name);
            List<String> capabilities = driver.capabilities().stream().map(Capability::name)
                    .map(capability -> capability.toLowerCase(Locale.ROOT)).sorted().toList();
            return new Row(name, driver.summary(), capabilities, machines.readiness(name));
        } catch (MachineException e) {
            if (e.code() == ErrorCode.DRIVER_NOT_FOUND) {
                throw e;
            }
            return new Row(name, "", List.of(), Readiness.missing(e.problem(), "Install the driver again."));
        }
    }

    private static String text(List<Row> rows) {
        StringBuilder table = new StringBuilder("NAME\tREADY\tSUMMARY\tDETAIL\n");
        StringBuilder fixes = new StringBuilder();
        for (Row row : rows) {
            table.append(row.name()).append('\t').append(row.readiness().ready() ? "yes" : "no").append('\t')
                    .append(row.summary()).append('\t')
                    .append(row.readiness().detail().replace('\n', ' ')).append('\n');
            if (!row.readiness().fix().isEmpty()) {
                fixes.append('\n').append(row.name()).append(": ").append(row.readiness().fix()).append('\n');
            }
        }
        return Table.align(table.toString()) + fixes;
    }
}
