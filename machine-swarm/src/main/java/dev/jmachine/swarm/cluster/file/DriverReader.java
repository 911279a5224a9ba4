package dev.jmachine.swarm.cluster.file;

import dev.jmachine.api.DriverDescription;
import dev.jmachine.api.DriverOption;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.Suggestion;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads drivers' options and checks them against what the drivers say of themselves. Not thread-safe. */
final class DriverReader {
    private final Function<String, DriverDescription> drivers;
    private final Map<String, Optional<List<DriverOption>>> known = new HashMap<>();

    DriverReader(Function<String, DriverDescription> drivers) {
        this.drivers = drivers;
    }

    /**
     * Return the options' values.
     *
     * @param driver the driver's name
     * @param entries the options by their names
     */
    Map<String, List<String>> read(Element driver, Map<String, Element> entries) {
        driver.text().flatMap(name -> known.computeIfAbsent(name, any -> options(driver, name)))
                .ifPresent(options -> entries.forEach((name, element) -> check(driver, options, name, element)));
        return Texts.options(entries);
    }

    private Optional<List<DriverOption>> options(Element driver, String name) {
        try {
            return Optional.of(drivers.apply(name).options());
        } catch (MachineException e) {
            driver.problem(e.problem());
            return Optional.empty();
        }
    }

    private static void check(Element driver, List<DriverOption> options, String name, Element element) {
        options.stream().filter(option -> option.name().equals(name)).findFirst().ifPresentOrElse(
                option -> check(option, element),
                () -> element.lacks("the driver " + driver.text().orElse("") + " has no such option"
                        + Suggestion.of(name, options.stream().map(DriverOption::name).toList())
                                .map(other -> "; did you mean " + other + "?").orElse("")));
    }

    private static void check(DriverOption option, Element element) {
        if (option.secret() && !element.hasVariables()) {
            element.problem("is a secret; give it as ${VARIABLE}, so that it does not stand in the file");
        }
        List<Element> items = element.itemsOrItself();
        List<String> values = items.stream().flatMap(item -> item.line().stream()).toList();
        if (values.size() != items.size()) {
            return;
        }
        try {
            option.requireValid(values);
        } catch (MachineException e) {
            element.problem(element.hasVariables() ? "what the variable stands for has not the option's form, "
                    + option.type().name().toLowerCase(Locale.ROOT) : e.problem());
        }
    }
}
