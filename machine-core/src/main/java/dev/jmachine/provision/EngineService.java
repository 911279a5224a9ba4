package dev.jmachine.provision;

import java.util.List;
import java.util.regex.Pattern;

/** The engine as a service of the host's init system: where its arguments and its environment stand. */
interface EngineService {

    /** Return the script file with the functions of the init system. */
    String script();

    /** Return the path of the file in which we add to the service. */
    String file();

    /** Return what stands in that file now; empty when it is not there. */
    String text();

    /**
     * Return what is to stand in that file.
     *
     * @param arguments what is added to the engine's arguments
     * @param environment variables of the engine, as {@code NAME=value}
     */
    String text(List<String> arguments, List<String> environment);

    /** Return what stands in that file without us; empty when it is not there without us. */
    String textWithoutUs();

    /** Return the engine's arguments without ours, as the service's owner wrote them. */
    String ownArguments();

    /** Return those of them that are the same wherever they are read: without variables. */
    List<String> literalArguments();

    /** Return files of docker-machine's that ours take the place of. */
    List<String> obsolete();

    /** Return the storage driver that docker-machine has chosen for the engine; empty when it has not. */
    default String obsoleteStorageDriver() {
        return "";
    }

    /** Return whether the arguments of the service's owner name a flag. */
    default boolean names(String flag) {
        return names(ownArguments(), flag);
    }

    /** Return whether arguments name a flag, given without its dashes. */
    static boolean names(String arguments, String flag) {
        String dashes = flag.length() == 1 ? "-" : "--";
        return Pattern.compile("(?m)(^|[\\s\"'=])" + dashes + Pattern.quote(flag) + "([=\\s\"']|$)")
                .matcher(arguments).find();
    }
}
