package dev.jmachine.driver.virtualbox.objects;

import dev.jmachine.driver.virtualbox.soap.SoapClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** A disk: {@code IMedium}. */
public final class Medium extends RemoteObject {
    private static final Duration COPY = Duration.ofMinutes(30);
    private static final Duration CHANGE = Duration.ofMinutes(2);
    /** Well below what the service takes as one message. */
    private static final int BLOCK = 256 * 1024;
    private static final String STANDARD = "Standard";

    Medium(SoapClient client, String reference) {
        super(client, "IMedium", reference);
    }

    /** Return where it lies on the computer that VirtualBox runs on. */
    public String location() {
        return call("getLocation").text();
    }

    /** Return its size in bytes, as a guest sees it. */
    public long size() {
        return call("getLogicalSize").number();
    }

    /** Return the ids of the machines that it is attached to. */
    public List<String> machineIds() {
        return call("getMachineIds").texts();
    }

    /** Copy it, all of it, to a disk that has no storage yet. */
    public void cloneTo(Medium target) {
        progress("cloneToBase", "target", target.reference(), "variant", STANDARD)
                .await("Cloning the disk " + location(), COPY);
    }

    /** Make its storage, of a size in bytes, with nothing in it. */
    public void createStorage(long bytes) {
        progress("createBaseStorage", "logicalSize", Long.toString(bytes), "variant", STANDARD)
                .await("Making a disk", CHANGE);
    }

    /** Make it larger. */
    public void resize(long bytes) {
        progress("resize", "logicalSize", Long.toString(bytes)).await("Resizing the disk", CHANGE);
        // VirtualBox has the old size in mind until it looks anew.
        call("refreshState");
    }

    /** Write from the beginning of it, which must be attached to no machine that runs. */
    public void write(byte[] content) {
        String access = call("openForIO", "writable", "true", "password", "").text();
        try {
            for (int offset = 0; offset < content.length; offset += BLOCK) {
                byte[] block = Arrays.copyOfRange(content, offset, Math.min(content.length, offset + BLOCK));
                callOn("IMediumIO", access, "write", "offset", Integer.toString(offset),
                        "data", Base64.getEncoder().encodeToString(block));
            }
        } finally {
            callOn("IMediumIO", access, "close");
        }
    }

    /** Make VirtualBox forget it; its file stays. */
    public void close() {
        call("close");
    }

    /** Delete it with its file, or make VirtualBox forget it when the file is gone. */
    public void discard() {
        if (call("refreshState").text().equals("Inaccessible")) {
            close();
        } else {
            delete();
        }
    }

    /** Delete it with its file. */
    public void delete() {
        progress("deleteStorage").await("Deleting the disk", CHANGE);
    }

    private Progress progress(String method, String... arguments) {
        return new Progress(client(), call(method, arguments).text());
    }
}
