package dev.jmachine.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateEndTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-24T09:00:00Z", "2049-06-01T00:00:00Z", "2051-01-02T03:04:05Z"})
    void itIsWhatTheJdksOwnReaderSaysBeforeAndAfterTheYearInWhichTheFormChanges(String now) {
        CertificateAuthority.openOrCreate(folder, Clock.fixed(Instant.parse(now), ZoneOffset.UTC));

        for (String file : new String[] {"ca.pem", "cert.pem"}) {
            Instant end = Certificates.read(folder.resolve(file)).get(0).getNotAfter().toInstant();
            assertThat(CertificateEnd.of(folder.resolve(file))).as(file).contains(end);
        }
    }

    @Test
    void whatIsNoCertificateHasNoEnd() throws IOException {
        Path file = folder.resolve("file");
        assertThat(CertificateEnd.of(file)).isEmpty();
        assertThat(CertificateEnd.of(Files.writeString(file, "no certificate"))).isEmpty();
        assertThat(CertificateEnd.of(Files.writeString(file,
                "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"))).isEmpty();
    }
}
