package dev.jmachine.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;

/**
 * Tells when a certificate ends, reading no more of it than that (RFC 5280, section 4.1): the JDK's own reader takes
 * 20 ms to come up, which commands that need no certificate need not pay. Not for deciding whom to trust.
 */
public final class CertificateEnd {
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";
    private static final int EXPLICIT_VERSION = 0xa0;
    private static final int UTC_TIME = 0x17;
    /** Two digits of a year below this mean the third millennium. */
    private static final int CENTURY = 50;

    private final byte[] der;
    private int position;

    private CertificateEnd(byte[] der) {
        this.der = der;
    }

    /** Return when the first certificate of a PEM file ends; empty when there is none that can be read. */
    public static Optional<Instant> of(Path pem) {
        try {
            String text = Files.readString(pem);
            int begin = text.indexOf(BEGIN);
            int end = text.indexOf(END, begin);
            return begin < 0 || end < 0 ? Optional.empty() : Optional.of(new CertificateEnd(
                    Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end))).read());
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // Whoever needs the certificate says what is wrong with it.
        }
    }

    private Instant read() {
        enter(); // the certificate
        enter(); // what is signed of it
        if (tag() == EXPLICIT_VERSION) {
            skip();
        }
        skip(); // serial number
        skip(); // algorithm
        skip(); // issuer
        enter(); // validity
        skip(); // its begin
        return time();
    }

    private int tag() {
        return der[position] & 0xff;
    }

    /** Go to the content of the element here, and return the content's length. */
    private int enter() {
        int first = der[position + 1] & 0xff;
        position += 2;
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int count = first & 0x7f; count > 0; count--) {
            length = length << 8 | der[position++] & 0xff;
        }
        return length;
    }

    private void skip() {
        int length = enter();
        position += length;
    }

    private Instant time() {
        int digits = tag() == UTC_TIME ? 2 : 4;
        enter();
        int year = number(digits);
        int century = digits == 4 ? 0 : year < CENTURY ? 2000 : 1900;
        return LocalDateTime.of(century + year, number(2), number(2), number(2), number(2), number(2))
                .toInstant(ZoneOffset.UTC);
    }

    private int number(int digits) {
        int number = 0;
        for (int count = digits; count > 0; count--) {
            number = number * 10 + der[position++] - '0';
        }
        return number;
    }
}
