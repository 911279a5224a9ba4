package dev.jmachine.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What is asked of an HTTP server.
 *
 * @param method such as {@code GET}
 * @param path with its query
 * @param contentType of the body; empty when there is none
 * @param body what is sent
 */
record HttpRequest(String method, String path, String contentType, Body body) {
    private static final int CHUNK = 64 * 1024;

    /** Bytes that are sent along. */
    interface Body {
        long length() throws IOException;

        void writeTo(ByteStream stream) throws IOException;
    }

    static HttpRequest get(String path) {
        return new HttpRequest("GET", path, "", bytes(new byte[0]));
    }

    static Body bytes(byte[] content) {
        return new Body() {
            @Override
            public long length() {
                return content.length;
            }

            @Override
            public void writeTo(ByteStream stream) throws IOException {
                stream.write(ByteBuffer.wrap(content));
            }
        };
    }

    static Body file(Path file) {
        return new Body() {
            @Override
            public long length() throws IOException {
                return Files.size(file);
            }

            @Override
            public void writeTo(ByteStream stream) throws IOException {
                byte[] chunk = new byte[CHUNK];
                try (InputStream content = Files.newInputStream(file)) {
                    for (int count = content.read(chunk); count >= 0; count = content.read(chunk)) {
                        stream.write(ByteBuffer.wrap(chunk, 0, count));
                    }
                }
            }
        };
    }

    /** Send the request on a connection that is used once. */
    void send(ByteStream stream, String host) throws IOException {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: " + host
                + "\r\nUser-Agent: jmachine\r\nAccept: application/json\r\nConnection: close\r\n");
        if (!contentType.isEmpty()) {
            head.append("Content-Type: ").append(contentType).append("\r\n");
        }
        if (!contentType.isEmpty() || !method.equals("GET")) {
            head.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        stream.write(ByteBuffer.wrap(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII)));
        body.writeTo(stream);
    }
}
