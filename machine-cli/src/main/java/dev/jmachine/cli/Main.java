package dev.jmachine.cli;

import dev.jmachine.cli.completion.Completion;
import dev.jmachine.cli.output.Console;
import java.util.List;

/** The entry point. The version and completions are answered before anything else is loaded. */
public final class Main {

    private Main() {
    }

    /** Run the command line and end the process with its exit status. */
    public static void main(String[] line) {
        Console console = Console.ofProcess(terminals());
        int status = run(List.of(line), Program.ofProcess(), console);
        console.flush();
        // Not a plain return: threads that wait for silent hosts may still be there.
        Runtime.getRuntime().halt(status);
    }

    /** Return the streams that are terminals, as the launcher has found out, or as far as Java knows where it cannot. */
    private static String terminals() {
        String told = System.getProperty("jmachine.terminals");
        return told != null ? told : System.console() == null ? "" : "01";
    }

    private static int run(List<String> line, Program program, Console console) {
        if (line.size() == 1 && List.of("version", "--version", "-version", "-v").contains(line.get(0))) {
            console.out().println(program.versionLine());
            return 0;
        }
        if (!line.isEmpty() && line.get(0).equals(Completion.COMMAND)) {
            return Completion.run(line.subList(1, line.size()), program, console, CommandIndex.NAMES,
                    CommandIndex::find, new Library());
        }
        if (line.size() == 2 && line.get(0).equals(Training.COMMAND)) {
            Training.run(program, line.get(1));
            return 0;
        }
        return new Dispatcher(program, console, new Library()).run(line);
    }
}
