package dev.jmachine.spi;

/** What a provider's failure means for what is done next. Only {@link #TRANSIENT} failures are tried again. */
public enum FailureKind {
    /** The object does not exist. */
    NOT_FOUND,
    /** An object of that name exists. */
    ALREADY_EXISTS,
    /** Quota, capacity or room is used up. */
    QUOTA,
    /** The credentials are not accepted. */
    AUTHENTICATION,
    /** Likely to pass: throttling, a dropped connection, the provider's own trouble. */
    TRANSIENT,
    /** Anything else. */
    OTHER
}
