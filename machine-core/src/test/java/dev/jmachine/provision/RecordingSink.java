package dev.jmachine.provision;

import dev.jmachine.spi.ProgressSink;
import java.util.ArrayList;
import java.util.List;

/** Keeps what provisioning tells. */
final class RecordingSink implements ProgressSink {
    private final List<String> notices = new ArrayList<>();
    private final List<String> progress = new ArrayList<>();

    @Override
    public void progress(String message) {
        progress.add(message);
    }

    @Override
    public void notice(String message) {
        notices.add(message);
    }

    List<String> progress() {
        return progress;
    }

    List<String> notices() {
        return notices;
    }
}
