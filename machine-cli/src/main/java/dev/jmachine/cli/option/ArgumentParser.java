package dev.jmachine.cli.option;

import dev.jmachine.api.Suggestion;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Reads the words after a command's name. Values come from the command line, else the environment, else defaults. */
public final class ArgumentParser {
    private final CommandDescription description;
    private final List<Flag> flags;
    private final Map<String, String> environment;

    /**
     * Create a parser.
     *
     * @param description the command
     * @param flags all its flags, those too that it has only with these words
     * @param environment environment variables
     */
    public ArgumentParser(CommandDescription description, List<Flag> flags, Map<String, String> environment) {
        this.flags = flags.stream().map(flag -> flag.of(description.name())).toList();
        this.description = description;
        this.environment = environment;
    }

    /**
     * Read the words.
     *
     * @throws UsageException if they cannot be understood
     */
    public Arguments parse(List<String> words) {
        if (words.stream().noneMatch(word -> word.startsWith("-"))) {
            // No flag is there, so nothing is to be read; picocli costs a third of the time that a small command takes.
            return arguments(flag -> List.of(), words);
        }
        Words normal = Words.normalize(flags, words);
        ParseResult result = read(normal.list());
        return arguments(
                flag -> normal.turnsOff(flag) ? List.of("false") : typed(result, flag), rest(result));
    }

    private void requireNoneUnlessTaken(List<String> words) {
        if (description.words().isEmpty() && !words.isEmpty()) {
            throw new UsageException("Error: Too many arguments given");
        }
    }

    private Arguments arguments(Function<Flag, List<String>> reader, List<String> words) {
        requireNoneUnlessTaken(words);
        Map<String, List<String>> values = new LinkedHashMap<>();
        Set<String> typedFlags = new HashSet<>();
        Set<String> given = new HashSet<>();
        for (Flag flag : flags) {
            List<String> typed = reader.apply(flag);
            List<String> chosen = typed.isEmpty() ? fromEnvironment(flag) : typed;
            if (!typed.isEmpty()) {
                typedFlags.add(flag.name());
            }
            if (!chosen.isEmpty()) {
                given.add(flag.name());
            }
            values.put(flag.name(), chosen.isEmpty() ? defaults(flag) : chosen);
        }
        values.forEach(this::check);
        return new Arguments(values, typedFlags, given, words);
    }

    /** Return the command's help text. */
    public String help() {
        return reader().getUsageMessage();
    }

    private CommandLine reader() {
        return SpecificationBuilder.build(description, flags);
    }

    private ParseResult read(List<String> words) {
        try {
            return reader().parseArgs(words.toArray(String[]::new));
        } catch (CommandLine.UnmatchedArgumentException e) {
            throw new UsageException(unknown(e.getUnmatched().get(0)));
        } catch (CommandLine.MissingParameterException e) {
            throw new UsageException("flag needs an argument: -" + missing(e).replaceFirst("^-+", ""));
        } catch (CommandLine.ParameterException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private String unknown(String word) {
        String bare = word.replaceFirst("^-+", "").replaceFirst("=.*", "");
        List<String> names = flags.stream().map(Flag::name).toList();
        return "flag provided but not defined: -" + bare
                + Suggestion.of(bare, names).map(name -> ". Did you mean --" + name + "?").orElse("");
    }

    private static String missing(CommandLine.MissingParameterException e) {
        return e.getMissing().get(0) instanceof OptionSpec option ? option.longestName() : e.getMessage();
    }

    private static List<String> typed(ParseResult result, Flag flag) {
        OptionSpec option = result.matchedOption("--" + flag.name());
        if (option == null) {
            return List.of();
        }
        return flag.takesValue() ? option.originalStringValues() : List.of("true");
    }

    private List<String> fromEnvironment(Flag flag) {
        String text = environment.getOrDefault(flag.environment(), "");
        if (text.isEmpty()) {
            return List.of();
        }
        return flag.takesValue() ? flag.split(text) : List.of(Boolean.toString(Words.truth(flag, text)));
    }

    private static List<String> defaults(Flag flag) {
        return flag.defaultValue().isEmpty() ? List.of() : List.of(flag.defaultValue());
    }

    private void check(String name, List<String> values) {
        boolean number = flags.stream().anyMatch(flag -> flag.name().equals(name) && flag.kind() == Flag.Kind.NUMBER);
        if (number && !values.isEmpty() && !values.get(values.size() - 1).matches("[+-]?[0-9]{1,9}")) {
            throw new UsageException("invalid value \"" + values.get(values.size() - 1) + "\" for flag -" + name
                    + ": it is not a whole number");
        }
    }

    private static List<String> rest(ParseResult result) {
        // It is listed once for each run of words between flags, every time with all words.
        return result.matchedPositionals().isEmpty() ? List.of()
                : result.matchedPositionals().get(0).originalStringValues();
    }
}
