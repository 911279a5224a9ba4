package dev.jmachine.driver.vmwarevsphere;

import dev.jmachine.api.OwnedObject;
import dev.jmachine.driver.vmwarevsphere.vim.ManagedObject;
import dev.jmachine.driver.vmwarevsphere.vim.VimElement;
import dev.jmachine.driver.vmwarevsphere.vim.VimSession;
import dev.jmachine.spi.DriverContext;
import java.util.List;
import java.util.Map;

/** What is written in the notes of a virtual machine, so that it can be told whose it is. */
final class OwnerMark {
    private static final String MACHINE = "jmachine-id=";

    private OwnerMark() {
    }

    /** Return the notes of a machine. */
    static String of(DriverContext context) {
        return "Made by jmachine. " + MACHINE + context.machineId();
    }

    /** Return whether the notes of a virtual machine say that it belongs to a machine. */
    static boolean bears(VimSession session, ManagedObject virtualMachine, String machineId) {
        VimElement notes = session.retrieve("Looking whose " + virtualMachine.value() + " is", virtualMachine,
                "config.annotation").get("config.annotation");
        return notes != null && notes.text().contains(MACHINE + machineId);
    }

    /** List what bears the mark. A copy that somebody has made of it bears its notes too, but not its UUID. */
    static List<OwnedObject> list(VimSession session) {
        return session.retrieveAll("Looking for virtual machines made by jmachine", session.service("rootFolder"),
                        "VirtualMachine", "name", "config.annotation", "config.instanceUuid")
                .entrySet().stream()
                .filter(entry -> bears(entry.getValue()))
                .map(entry -> new OwnedObject("virtual machine", entry.getKey().value(),
                        entry.getValue().get("config.instanceUuid").text(), entry.getValue().get("name").text()))
                .toList();
    }

    private static boolean bears(Map<String, VimElement> machine) {
        // What is only just being made has no configuration.
        if (!machine.containsKey("config.annotation") || !machine.containsKey("config.instanceUuid")) {
            return false;
        }
        return machine.get("config.annotation").text()
                .contains(MACHINE + machine.get("config.instanceUuid").text());
    }
}
