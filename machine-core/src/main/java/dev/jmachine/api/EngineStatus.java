package dev.jmachine.api;

/**
 * What a Docker Engine says of itself over its API.
 *
 * @param version the engine's version, such as {@code 26.1.5}
 * @param apiVersion the newest API version that it speaks, such as {@code 1.45}
 * @param operatingSystem {@code linux} or {@code windows}
 * @param architecture such as {@code amd64}
 */
public record EngineStatus(String version, String apiVersion, String operatingSystem, String architecture) {
}
