package dev.jmachine.driver.virtualbox.service;

import java.net.URI;
import java.util.Optional;

/**
 * What those who use a web service must know of it, and what must be ended should nobody be left who does.
 *
 * @param user the user that it lets in
 * @param port its port of the loopback address
 * @param process its process; empty as long as it is not started
 */
record ServiceRecord(ServiceUser user, int port, Optional<ProcessMark> process) {
    /** The only address that the service listens at. */
    static final String ADDRESS = "127.0.0.1";

    static ServiceRecord parse(String text) {
        String[] words = text.strip().split(" ");
        return new ServiceRecord(new ServiceUser(words[0], words[1]), Integer.parseInt(words[2]),
                words.length < 4 ? Optional.empty() : Optional.of(ProcessMark.parse(words[3])));
    }

    String text() {
        return user.name() + " " + user.password() + " " + port + process.map(mark -> " " + mark).orElse("") + "\n";
    }

    ServiceRecord startedAs(ProcessHandle handle) {
        return new ServiceRecord(user, port, Optional.of(ProcessMark.of(handle)));
    }

    /** Return the service's process if it runs. */
    Optional<ProcessHandle> running() {
        return process.flatMap(ProcessMark::process).filter(ProcessHandle::isAlive);
    }

    URI url() {
        return URI.create("http://" + ADDRESS + ":" + port);
    }
}
