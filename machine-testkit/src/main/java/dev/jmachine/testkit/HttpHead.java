package dev.jmachine.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The start line and headers of an HTTP/1.1 message (RFC 9112), as they came.
 *
 * @param start the request or status line
 * @param headers lines such as {@code Host: example}
 */
record HttpHead(String start, List<String> headers) {
    /** What concerns one connection only, and the offer to go on with HTTP/2 (RFC 7540, 3.2). */
    private static final Set<String> OF_CONNECTION =
            Set.of("connection", "keep-alive", "proxy-connection", "upgrade", "http2-settings", "expect");

    /** Read a head; null at the end of the stream. */
    static HttpHead read(InputStream input) throws IOException {
        String start = line(input);
        if (start == null) {
            return null;
        }
        List<String> headers = new ArrayList<>();
        for (String line = line(input); line != null && !line.isEmpty(); line = line(input)) {
            headers.add(line);
        }
        return new HttpHead(start, headers);
    }

    private static String line(InputStream input) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = input.read();
        if (next < 0) {
            return null;
        }
        for (; next >= 0 && next != '\n'; next = input.read()) {
            line.write(next);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }

    String method() {
        return start.split(" ")[0];
    }

    String target() {
        return start.split(" ")[1];
    }

    boolean expectsContinue() {
        return value("expect").equalsIgnoreCase("100-continue");
    }

    boolean closes() {
        return value("connection").equalsIgnoreCase("close");
    }

    boolean hasLength() {
        return isChunked() || !value("content-length").isEmpty();
    }

    private boolean isChunked() {
        return value("transfer-encoding").toLowerCase(Locale.ROOT).endsWith("chunked");
    }

    /** Return whether this answer to a request never has a body. */
    boolean isBodiless(String method) {
        String status = start.split(" ")[1];
        return method.equals("HEAD") || status.equals("204") || status.equals("304");
    }

    private String value(String name) {
        return headers.stream().filter(header -> name(header).equals(name))
                .map(header -> header.substring(header.indexOf(':') + 1).strip()).findFirst().orElse("");
    }

    private static String name(String header) {
        return header.substring(0, Math.max(0, header.indexOf(':'))).toLowerCase(Locale.ROOT);
    }

    /** Return this as bytes, with another line in the place of those that concern the connection. */
    byte[] withoutConnection(String instead) {
        StringBuilder head = new StringBuilder(start).append("\r\n");
        headers.stream().filter(header -> !OF_CONNECTION.contains(name(header)))
                .forEach(header -> head.append(header).append("\r\n"));
        return head.append(instead).append("\r\n").toString().getBytes(ISO_8859_1);
    }

    /**
     * Copy the body as it is sent, chunks and all.
     *
     * @param untilEnd whether a body without a length goes to the end of the stream, as an answer's does
     */
    void copyBody(InputStream input, OutputStream output, boolean untilEnd) throws IOException {
        if (isChunked()) {
            copyChunks(input, output);
        } else if (!value("content-length").isEmpty()) {
            copy(input, output, Long.parseLong(value("content-length")));
        } else if (untilEnd) {
            input.transferTo(output);
        }
    }

    private static void copyChunks(InputStream input, OutputStream output) throws IOException {
        long size;
        do {
            String line = copyLine(input, output);
            size = Long.parseLong(line.split(";")[0].strip(), 16);
            copy(input, output, size);
            if (size > 0) {
                copyLine(input, output);
            }
        } while (size > 0);
        while (!copyLine(input, output).isEmpty()) {
            // A trailer has been copied.
        }
    }

    private static String copyLine(InputStream input, OutputStream output) throws IOException {
        String line = line(input);
        if (line == null) {
            throw new EOFException("The message ended in its chunks.");
        }
        output.write((line + "\r\n").getBytes(ISO_8859_1));
        return line;
    }

    private static void copy(InputStream input, OutputStream output, long bytes) throws IOException {
        byte[] buffer = new byte[8192];
        for (long left = bytes; left > 0; ) {
            int read = input.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw new EOFException("The message ended " + left + " bytes early.");
            }
            output.write(buffer, 0, read);
            left -= read;
        }
    }
}
