package dev.jmachine.engine;

import java.nio.charset.StandardCharsets;

/**
 * What an HTTP server answers.
 *
 * @param status the status code
 * @param body the body, decoded from its transfer coding
 */
record HttpAnswer(int status, byte[] body) {

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
