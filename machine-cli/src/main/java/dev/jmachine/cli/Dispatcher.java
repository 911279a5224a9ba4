package dev.jmachine.cli;

import dev.jmachine.api.BatchException;
import dev.jmachine.api.MachineException;
import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.InterruptedByUser;
import dev.jmachine.cli.command.Invocation;
import dev.jmachine.cli.command.Opener;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.ArgumentParser;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandWords;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.cli.option.GlobalFlags;
import dev.jmachine.cli.option.UsageException;
import dev.jmachine.cli.output.Console;
import dev.jmachine.cli.output.ErrorReport;
import dev.jmachine.cli.output.Failure;
import dev.jmachine.cli.output.Failures;
import java.util.List;

/** Runs one command line, and turns what fails into texts and an exit status. */
final class Dispatcher {
    private static final int FAILED = 1;
    private static final int PRECREATE_CHECK_FAILED = 3;
    private static final int INTERRUPTED = 130;

    private final Program program;
    private final Console console;
    private final Opener opener;

    /**
     * Create a dispatcher.
     *
     * @param program how the program was called
     * @param console its streams
     * @param opener opens the store and what is in it
     */
    Dispatcher(Program program, Console console, Opener opener) {
        this.program = program;
        this.console = console;
        this.opener = opener;
    }

    /** Run a command line and return the exit status. */
    int run(List<String> line) {
        boolean stacktrace = line.contains("--" + GlobalFlags.STACKTRACE) || line.contains("-D");
        try {
            CommandWords words = CommandWords.split(line, console.environment(), Dispatcher::isRaw);
            stacktrace = words.globals().on(GlobalFlags.STACKTRACE) || words.globals().on(GlobalFlags.DEBUG);
            if (words.globals().on(GlobalFlags.DEBUG)) {
                DebugLog.enable(console.err());
            }
            try (Session session = new Session(program, console, line, words, opener)) {
                int status = run(session, words);
                CertificateWarning.tell(session);
                return status;
            }
        } catch (UsageException e) {
            console.err().println(e.getMessage());
            return FAILED;
        } catch (InterruptedByUser e) {
            console.err().println("Interrupted\n  " + e.remains().replace("\n", "\n  "));
            return INTERRUPTED;
        } catch (RuntimeException e) {
            console.out().flush();
            new ErrorReport(console.err(), program.name(), stacktrace).print(e);
            return isPrecreateCheck(e) ? PRECREATE_CHECK_FAILED : FAILED;
        } finally {
            console.flush();
        }
    }

    private static boolean isRaw(String name) {
        return name.equals("ssh") || name.equals("compose");
    }

    private int run(Session session, CommandWords words) {
        Invocation call = invocation(words.command().isEmpty() ? "help" : words.command(), words.words());
        if (wantsHelp(call.words(), call.command().description().rawWords())) {
            console.out().print(HelpCommand.of(session, call));
            return 0;
        }
        return run(session, call);
    }

    private Invocation invocation(String name, List<String> words) {
        Command command = CommandIndex.find(name).orElseThrow(
                () -> Invocation.unknown(program.name(), name, program.path(), CommandIndex.NAMES));
        return Invocation.of(command, words, program.name());
    }

    private int run(Session session, Invocation call) {
        try {
            return call.command().run(session, arguments(session, call.command(), call.words()));
        } catch (UsageException e) {
            if (e.helpWanted()) {
                console.out().print(HelpCommand.of(session, call));
                console.out().flush();
            }
            throw e;
        }
    }

    private static Arguments arguments(Session session, Command command, List<String> words) {
        if (command.description().rawWords()) {
            return Arguments.ofWords(words);
        }
        List<Flag> flags = command.flags(session, words);
        return new ArgumentParser(command.description(), flags, session.environment()).parse(words);
    }

    private static boolean wantsHelp(List<String> words, boolean raw) {
        for (String word : words) {
            if (word.equals("--")) {
                return false;
            }
            if (word.equals("--help") || word.equals("-help") || word.equals("-h")) {
                return true;
            }
            if (raw) {
                // What follows the first word is for the other side.
                return false;
            }
        }
        return false;
    }

    private static boolean isPrecreateCheck(RuntimeException failure) {
        if (failure instanceof Failures several) {
            return several.all().stream().anyMatch(Dispatcher::isPrecreateCheck);
        }
        if (failure instanceof BatchException batch) {
            return batch.failures().values().stream().anyMatch(Dispatcher::isPrecreateCheck);
        }
        MachineException known = failure instanceof Failure headed ? headed.failure()
                : failure instanceof MachineException machine ? machine : null;
        return known != null && ErrorReport.isPrecreateCheck(known);
    }
}
