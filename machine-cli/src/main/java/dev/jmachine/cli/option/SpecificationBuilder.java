package dev.jmachine.cli.option;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Makes picocli's model of one command, without annotations: reflection on them costs 70 ms at every start. */
final class SpecificationBuilder {

    private SpecificationBuilder() {
    }

    static CommandLine build(CommandDescription description, List<Flag> flags) {
        CommandSpec specification = CommandSpec.create().name(description.name());
        flags.forEach(flag -> specification.addOption(option(flag)));
        specification.addPositional(PositionalParamSpec.builder()
                .type(String[].class).index("0..*").arity("0..*").hidden(true).build());
        describe(specification, description);
        return new CommandLine(specification)
                .setPosixClusteredShortOptionsAllowed(false)
                .setAllowOptionsAsOptionParameters(true)
                .setOverwrittenOptionsAllowed(true)
                .setExpandAtFiles(false)
                .setInterpolateVariables(false)
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(100)
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    }

    private static OptionSpec option(Flag flag) {
        OptionSpec.Builder option = flag.shortName().isEmpty()
                ? OptionSpec.builder("--" + flag.name())
                : OptionSpec.builder("-" + flag.shortName(), "--" + flag.name());
        option.description(help(flag));
        return switch (flag.kind()) {
            case SWITCH -> option.type(boolean.class).arity("0").build();
            case LIST -> option.type(String[].class).arity("1").paramLabel("VALUE").build();
            case NUMBER -> option.type(String.class).arity("1").paramLabel("NUMBER").build();
            case TEXT -> option.type(String.class).arity("1").paramLabel("VALUE").build();
        };
    }

    private static String help(Flag flag) {
        StringBuilder text = new StringBuilder(flag.help().replace("%", "%%"));
        if (flag.takesValue() && !flag.defaultValue().isEmpty()) {
            text.append(" (default: ").append(flag.defaultValue().replace("%", "%%")).append(')');
        }
        if (!flag.environment().isEmpty()) {
            text.append(" [$").append(flag.environment()).append(']');
        }
        return text.toString();
    }

    private static void describe(CommandSpec specification, CommandDescription description) {
        String details = description.details().replace("%", "%%");
        specification.usageMessage()
                .customSynopsis(description.name() + (description.flags().isEmpty() ? " " : " [OPTIONS] ")
                        + description.words())
                .description(details.isEmpty()
                        ? new String[] {"", description.summary(), ""}
                        : new String[] {"", description.summary(), "", details, ""})
                .sortOptions(true)
                .optionListHeading("Options:%n");
    }
}
