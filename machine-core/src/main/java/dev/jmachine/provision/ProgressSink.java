package dev.jmachine.provision;

/** Takes what provisioning has to tell the user. Called on the thread that provisions. */
public interface ProgressSink {

    /** Tell what is being done now. */
    void progress(String message);

    /** Tell the user of a choice that was made for them, or of something that they should know. */
    void notice(String message);
}
