package dev.jmachine.tls;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/**
 * Tells addresses from names, as clients do: a certificate for the <em>name</em> {@code 192.0.2.7} is worth nothing to
 * one that connects to the address.
 */
final class AlternativeNames {
    private static final Pattern DOTTED_QUAD = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern HOST_NAME = Pattern.compile(
            "(\\*\\.)?[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?(\\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?)*");
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?\\d+");

    private AlternativeNames() {
    }

    /** Return the extension's value for names and addresses in their order, each once. */
    static GeneralNames of(Collection<String> namesAndAddresses) {
        Set<GeneralName> names = new LinkedHashSet<>();
        for (String text : namesAndAddresses) {
            names.add(of(text));
        }
        return new GeneralNames(names.toArray(GeneralName[]::new));
    }

    private static GeneralName of(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (bare.indexOf(':') >= 0 || DOTTED_QUAD.matcher(bare).matches()) {
            return new GeneralName(GeneralName.iPAddress, new DEROctetString(address(bare, text)));
        }
        return new GeneralName(GeneralName.dNSName, hostName(bare, text));
    }

    private static byte[] address(String bare, String text) {
        int scope = bare.indexOf('%');
        try {
            // A literal: nothing is looked up.
            return InetAddress.getByName(scope < 0 ? bare : bare.substring(0, scope)).getAddress();
        } catch (UnknownHostException e) {
            throw malformed(text);
        }
    }

    private static String hostName(String bare, String text) {
        try {
            String ascii = bare.startsWith("*.") ? "*." + IDN.toASCII(bare.substring(2)) : IDN.toASCII(bare);
            String name = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
            if (HOST_NAME.matcher(name).matches() && !ENDS_IN_NUMBER.matcher(name).matches()) {
                return name;
            }
            throw malformed(text);
        } catch (IllegalArgumentException e) {
            throw malformed(text);
        }
    }

    private static MachineException malformed(String text) {
        return new MachineException(ErrorCode.INVALID_ARGUMENT, "Making a server certificate",
                "\"" + text + "\" is neither a host name nor an address.");
    }
}
