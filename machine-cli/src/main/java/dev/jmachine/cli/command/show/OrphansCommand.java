package dev.jmachine.cli.command.show;

import dev.jmachine.api.DriverOption;
import dev.jmachine.api.OwnedObject;
import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.DriverFlags;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.cli.output.JsonDocument;
import dev.jmachine.cli.output.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code orphans}. */
public final class OrphansCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("orphans", "", "List what a driver has made and no machine of this store has",
                        DriverFlags.driverFlag("Driver whose provider is asked"), Flag.on("json", "Print a JSON document"))
                .details("Looks at the provider for what bears the tag jmachine-id: what was left when a store was lost "
                        + "or a machine removed by force, and what other stores have made with the same account. The "
                        + "driver's flags say where to look; \"orphans --driver NAME --help\" lists them.");
    }

    @Override
    public List<Flag> flags(Session session, List<String> words) {
        return Stream.concat(description().flags().stream(),
                DriverFlags.of(options(session, DriverFlags.driver(session, words))).stream()).toList();
    }

    private static List<DriverOption> options(Session session, String driver) {
        return session.machines().driver(driver).options();
    }

    @Override
    public int run(Session session, Arguments arguments) {
        String driver = arguments.text("driver");
        Map<String, List<String>> given = new LinkedHashMap<>();
        options(session, driver).stream().map(DriverOption::name).filter(arguments::given)
                .forEach(name -> given.put(name, arguments.list(name)));
        List<OwnedObject> orphans = session.machines().findOrphans(driver, given);
        if (arguments.on("json")) {
            session.console().say(
                    new JsonDocument().put("orphans", orphans.stream().map(OrphansCommand::json).toList()).text());
        } else {
            session.console().out().print(text(orphans));
        }
        return 0;
    }

    private static Map<String, Object> json(OwnedObject orphan) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("kind", orphan.kind());
        keys.put("id", orphan.id());
        keys.put("machineId", orphan.machineId());
        keys.put("machineName", orphan.machineName());
        return keys;
    }

    private static String text(List<OwnedObject> orphans) {
        StringBuilder table = new StringBuilder("KIND\tID\tMACHINE\tMACHINE ID\n");
        orphans.forEach(orphan -> table.append(orphan.kind()).append('\t').append(orphan.id()).append('\t')
                .append(orphan.machineName()).append('\t').append(orphan.machineId()).append('\n'));
        return Table.align(table.toString());
    }
}
