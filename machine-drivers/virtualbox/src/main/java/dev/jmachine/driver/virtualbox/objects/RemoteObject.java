package dev.jmachine.driver.virtualbox.objects;

import dev.jmachine.driver.virtualbox.soap.SoapAnswer;
import dev.jmachine.driver.virtualbox.soap.SoapClient;

/** An object in VirtualBox, known by a reference that the web service has given; good until the session ends. */
abstract class RemoteObject {
    private final SoapClient client;
    private final String interfaceName;
    private final String reference;

    RemoteObject(SoapClient client, String interfaceName, String reference) {
        this.client = client;
        this.interfaceName = interfaceName;
        this.reference = reference;
    }

    /** Call a method with names and values of its arguments by turns. */
    final SoapAnswer call(String method, String... arguments) {
        return callAs(interfaceName, method, arguments);
    }

    /** Call a method of another object by its reference. */
    final SoapAnswer callOn(String otherInterface, String otherReference, String method, String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "_this";
        all[1] = otherReference;
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return client.call(otherInterface + "_" + method, all);
    }

    private SoapAnswer callAs(String as, String method, String... arguments) {
        return callOn(as, reference, method, arguments);
    }

    final SoapClient client() {
        return client;
    }

    final String reference() {
        return reference;
    }
}
