package dev.jmachine.cli.template;

/** Reports a template that cannot be read, or cannot be filled with the data. The message is for the user. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Create the report. */
    public TemplateException(String message) {
        super(message);
    }
}
