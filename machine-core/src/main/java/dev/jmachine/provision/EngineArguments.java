package dev.jmachine.provision;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Reads lists of arguments for dockerd, which takes {@code --flag value} as well as {@code --flag=value}. */
final class EngineArguments {
    private static final String ABOUT_LISTENING = "-H|--host|--tlscacert|--tlscert|--tlskey|--config-file|-p|--pidfile";

    private EngineArguments() {
    }

    /**
     * Return those arguments with which the engine can be asked whether it knows them: all that do not make it listen,
     * read files that are not there yet, or get in the way of an engine that runs.
     */
    static List<String> checkable(List<String> arguments) {
        List<String> checkable = new ArrayList<>();
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext();) {
            String argument = rest.next();
            String flag = argument.replaceFirst("=.*", "");
            if (flag.matches(ABOUT_LISTENING)) {
                if (flag.equals(argument) && rest.hasNext()) {
                    rest.next();
                }
            } else if (!flag.startsWith("--tls") && !flag.startsWith("-H")) {
                checkable.add(argument);
            }
        }
        return checkable;
    }

    /** Return the value of a flag, given with its dashes, or another text when it is not there. */
    static String value(List<String> arguments, String flag, String otherwise) {
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).startsWith(flag + "=")) {
                return arguments.get(i).substring(flag.length() + 1);
            }
            if (arguments.get(i).equals(flag) && i + 1 < arguments.size()) {
                return arguments.get(i + 1);
            }
        }
        return otherwise;
    }
}
