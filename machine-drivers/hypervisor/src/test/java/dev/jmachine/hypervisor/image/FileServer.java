package dev.jmachine.hypervisor.image;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server that serves files by range, and can break off or fall silent in the middle of one. */
final class FileServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile int breakAfter = Integer.MAX_VALUE;
    private volatile boolean silent;

    FileServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(executor);
        server.start();
    }

    String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    void serve(String path, byte[] content) {
        files.put(path, content);
    }

    /** Send so many bytes of each answer and then break off, or fall silent. */
    void breakAfter(int bytes, boolean fallSilent) {
        breakAfter = bytes;
        silent = fallSilent;
    }

    /** Return the range of each request, or "all". */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] content = files.get(exchange.getRequestURI().getPath());
            if (content == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            String mark = "\"" + Arrays.hashCode(content) + "\"";
            String range = exchange.getRequestHeaders().getFirst("Range");
            requests.add(range == null ? "all" : range);
            boolean part = range != null && mark.equals(exchange.getRequestHeaders().getFirst("If-Range"));
            int start = part ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
            if (part && start >= content.length) {
                exchange.sendResponseHeaders(416, -1);
                return;
            }
            exchange.getResponseHeaders().set("ETag", mark);
            exchange.sendResponseHeaders(part ? 206 : 200, content.length - start);
            send(exchange.getResponseBody(), content, start);
        }
    }

    private void send(OutputStream body, byte[] content, int start) throws IOException {
        int length = Math.min(breakAfter, content.length - start);
        body.write(content, start, length);
        body.flush();
        if (silent) {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        executor.shutdownNow();
    }
}
