package dev.jmachine.hypervisor.image;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Downloads a file over HTTP or HTTPS, and goes on where an earlier attempt was cut short, if the server still has the
 * same file.
 */
final class ImageDownload {
    private static final String ACTIVITY = "Downloading ";
    private static final int PARTIAL = 206;
    private static final int OK = 200;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final ImageSource source;
    private final Duration timeout;
    private final Duration silence;

    /**
     * Name a download.
     *
     * @param source the web address
     * @param timeout how long it may take altogether
     * @param silence how long the server may send nothing
     */
    ImageDownload(ImageSource source, Duration timeout, Duration silence) {
        this.source = source;
        this.timeout = timeout;
        this.silence = silence;
    }

    /**
     * Download into a file, behind what is in it already.
     *
     * @throws MachineException with {@link ErrorCode#IMAGE}, {@link ErrorCode#TIMEOUT} or {@link ErrorCode#CANCELLED};
     *     the file then holds what came
     */
    void into(Path file, ImageProgress progress) {
        ExecutorService executor = Executors.newCachedThreadPool(ImageDownload::daemon);
        try {
            HttpClient client = HttpClient.newBuilder()
                    .executor(executor)
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .connectTimeout(silence)
                    .build();
            Transfer transfer = new Transfer(file, progress);
            if (transfer.run(client) == RANGE_NOT_SATISFIABLE) {
                Files.deleteIfExists(file);
                transfer.run(client);
            }
        } catch (IOException e) {
            throw new MachineException(ErrorCode.IMAGE, ACTIVITY + source, e.toString(), e);
        } finally {
            executor.shutdownNow();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "jmachine-image-download");
        thread.setDaemon(true);
        return thread;
    }

    /** One request and what comes back; its fields are written by the client's thread and read by the waiting one. */
    private final class Transfer {
        private final Path file;
        private final Path validator;
        private final ImageProgress progress;
        private final long startedAt = System.nanoTime();
        private volatile long heardAt = System.nanoTime();
        private volatile long done;
        private volatile long total;

        Transfer(Path file, ImageProgress progress) {
            this.file = file;
            this.validator = file.resolveSibling(file.getFileName() + ".validator");
            this.progress = progress;
        }

        int run(HttpClient client) throws IOException {
            HttpRequest request = request();
            CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request, this::receive);
            try {
                int status = await(answer).statusCode();
                if (status != OK && status != PARTIAL && status != RANGE_NOT_SATISFIABLE) {
                    throw ImageFailures.image(ACTIVITY + source, "The server answered with status " + status + ".");
                }
                return status;
            } finally {
                answer.cancel(true);
            }
        }

        private HttpRequest request() throws IOException {
            URI uri = source.uri().orElseThrow();
            HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("User-Agent", "jmachine");
            if (Files.exists(file) && Files.exists(validator)) {
                // The server sends all of it if its file is another one by now.
                request.header("Range", "bytes=" + Files.size(file) + "-")
                        .header("If-Range", Files.readString(validator));
            } else {
                Files.deleteIfExists(file);
            }
            return request.build();
        }

        private HttpResponse.BodySubscriber<Void> receive(HttpResponse.ResponseInfo answer) {
            heardAt = System.nanoTime();
            if (answer.statusCode() != OK && answer.statusCode() != PARTIAL) {
                return HttpResponse.BodySubscribers.replacing(null);
            }
            try {
                boolean more = answer.statusCode() == PARTIAL;
                FileChannel target = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                        more ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING);
                done = more ? target.size() : 0;
                total = answer.headers().firstValueAsLong("Content-Length").orElse(-done) + done;
                remember(answer);
                return HttpResponse.BodySubscribers.ofByteArrayConsumer(bytes -> write(target, bytes));
            } catch (IOException e) {
                throw ImageFailures.storage(file, e);
            }
        }

        private void remember(HttpResponse.ResponseInfo answer) throws IOException {
            // A weak mark does not promise the same bytes.
            Optional<String> mark = answer.headers().firstValue("ETag").filter(tag -> !tag.startsWith("W/"))
                    .or(() -> answer.headers().firstValue("Last-Modified"));
            if (mark.isPresent()) {
                Files.writeString(validator, mark.get());
            } else {
                Files.deleteIfExists(validator);
            }
        }

        private void write(FileChannel target, Optional<byte[]> bytes) {
            heardAt = System.nanoTime();
            try {
                if (bytes.isEmpty()) {
                    target.close();
                    return;
                }
                ByteBuffer buffer = ByteBuffer.wrap(bytes.get());
                while (buffer.hasRemaining()) {
                    done += target.write(buffer);
                }
            } catch (IOException e) {
                throw ImageFailures.storage(file, e);
            }
        }

        private HttpResponse<Void> await(CompletableFuture<HttpResponse<Void>> answer) throws IOException {
            while (true) {
                try {
                    HttpResponse<Void> response = answer.get(500, TimeUnit.MILLISECONDS);
                    report();
                    return response;
                } catch (TimeoutException e) {
                    report();
                    checkTime();
                } catch (InterruptedException e) {
                    throw ImageFailures.cancelled(ACTIVITY + source, e);
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof MachineException failure) {
                        throw failure;
                    }
                    throw new IOException(e.getCause());
                }
            }
        }

        private void report() {
            progress.progress("Downloading the image", done, Math.max(0, total));
        }

        private void checkTime() {
            long now = System.nanoTime();
            if (now - heardAt > silence.toNanos()) {
                throw new MachineException(ErrorCode.TIMEOUT, ACTIVITY + source,
                        "The server sent nothing for " + silence.toSeconds() + " s.");
            }
            if (now - startedAt > timeout.toNanos()) {
                throw new MachineException(ErrorCode.TIMEOUT, ACTIVITY + source,
                        "It did not end within " + timeout.toMinutes() + " minutes.");
            }
        }
    }
}
