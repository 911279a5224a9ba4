package dev.jmachine.spi;

/** Takes what a step has to tell the user while it runs. Called on the thread that works. */
public interface ProgressSink {

    /** Tell what is being done now. */
    void progress(String message);

    /** Tell the user of a choice that was made for them, or of something that they should know. */
    void notice(String message);
}
