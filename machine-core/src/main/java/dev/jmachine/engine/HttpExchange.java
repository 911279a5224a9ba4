package dev.jmachine.engine;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One request and its answer over a connection that is used once: HTTP/1.1 (RFC 9112) as far as an engine speaks it.
 * For one thread.
 */
final class HttpExchange {
    private static final int LONGEST_LINE = 16 * 1024;
    private static final int MOST_HEADERS = 200;
    private static final int LARGEST_BODY = 16 * 1024 * 1024;
    private static final int LAST_INFORMATIONAL = 199;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final ByteStream stream;
    private final ByteBuffer buffer = ByteBuffer.allocate(8 * 1024).flip();

    private HttpExchange(ByteStream stream) {
        this.stream = stream;
    }

    /**
     * Send a request and read its answer.
     *
     * @throws ProtocolException if the answer is not HTTP, or larger than any that an engine gives
     * @throws EOFException if the connection ends before the answer does
     */
    static HttpAnswer of(ByteStream stream, String host, HttpRequest request) throws IOException {
        request.send(stream, host);
        return new HttpExchange(stream).answer();
    }

    private HttpAnswer answer() throws IOException {
        int status = statusLine();
        Map<String, String> headers = headers();
        while (status <= LAST_INFORMATIONAL) {
            status = statusLine();
            headers = headers();
        }
        return new HttpAnswer(status, body(status, headers));
    }

    private int statusLine() throws IOException {
        String line = line();
        if (!line.matches("HTTP/1\\.[01] [1-9]\\d\\d( .*)?")) {
            throw new ProtocolException("not HTTP");
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        int count = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon <= 0 || ++count > MOST_HEADERS) {
                throw new ProtocolException("malformed or too many headers");
            }
            headers.put(line.substring(0, colon), line.substring(colon + 1).trim());
        }
        return headers;
    }

    private byte[] body(int status, Map<String, String> headers) throws IOException {
        if (status == NO_CONTENT || status == NOT_MODIFIED) {
            return new byte[0];
        }
        String coding = headers.get("Transfer-Encoding");
        if (coding != null) {
            if (!coding.toLowerCase(Locale.ROOT).equals("chunked")) {
                throw new ProtocolException("transfer coding " + coding);
            }
            return chunks();
        }
        String length = headers.get("Content-Length");
        return length == null ? rest() : exactly(number(length, 10));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.writeBytes(exactly(size));
            if (body.size() > LARGEST_BODY || !line().isEmpty()) {
                throw new ProtocolException("malformed or too large chunk");
            }
        }
        headers();
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        String line = line();
        int extension = line.indexOf(';');
        return number((extension < 0 ? line : line.substring(0, extension)).trim(), 16);
    }

    private static int number(String digits, int radix) throws ProtocolException {
        try {
            int number = Integer.parseUnsignedInt(digits, radix);
            if (number >= 0 && number <= LARGEST_BODY) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new ProtocolException("malformed length");
        }
        throw new ProtocolException("too large a body");
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = new byte[length];
        int done = 0;
        while (done < length) {
            if (!fill()) {
                throw new EOFException();
            }
            int count = Math.min(buffer.remaining(), length - done);
            buffer.get(bytes, done, count);
            done += count;
        }
        return bytes;
    }

    private byte[] rest() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (fill()) {
            body.write(buffer.array(), buffer.position(), buffer.remaining());
            buffer.position(buffer.limit());
            if (body.size() > LARGEST_BODY) {
                throw new ProtocolException("too large a body");
            }
        }
        return body.toByteArray();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            if (!fill()) {
                throw new EOFException();
            }
            char next = (char) (buffer.get() & 0xff);
            if (next == '\n') {
                int end = line.length() > 0 && line.charAt(line.length() - 1) == '\r'
                        ? line.length() - 1 : line.length();
                return line.substring(0, end);
            }
            if (line.append(next).length() > LONGEST_LINE) {
                throw new ProtocolException("too long a line");
            }
        }
    }

    private boolean fill() throws IOException {
        if (buffer.hasRemaining()) {
            return true;
        }
        buffer.clear();
        int count = stream.read(buffer);
        buffer.flip();
        return count > 0;
    }
}
