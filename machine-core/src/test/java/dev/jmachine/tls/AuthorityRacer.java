package dev.jmachine.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * One of many processes that open the same folder at the same time: {@code FOLDER WARM-UP-FOLDER}. Says {@code ready}
 * once all classes are loaded, and goes when its standard input has a byte.
 */
final class AuthorityRacer {

    private AuthorityRacer() {
    }

    public static void main(String[] arguments) throws IOException {
        CertificateAuthority.openOrCreate(Path.of(arguments[1]), Clock.systemUTC());
        System.out.println("ready");
        System.in.read();
        CertificateAuthority authority = CertificateAuthority.openOrCreate(Path.of(arguments[0]), Clock.systemUTC());
        System.out.print(authority.issueServer("web", List.of("192.0.2.7")).certificatePem());
    }
}
