package dev.jmachine.cloud;

import java.net.URI;

/** Tells a provider whose request it is, by a signature over the request where a token is not enough. */
@FunctionalInterface
public interface RequestSigner {

    /**
     * Return the value of the header {@code Authorization}.
     *
     * @param target the whole URL
     * @param body the text that is sent; empty for none
     * @return empty for no such header
     */
    String authorization(String method, URI target, String body);
}
