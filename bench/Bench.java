import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whole-process measurements of the command line; run with bench/run. */
public final class Bench {
    private static final String WHOLE = "whole command";
    private static final int WARM_UPS = 2;
    private static final Path OURS = Path.of("jmachine").toAbsolutePath();
    private static final Path DRIVERS = Path.of("machine-cli/target/distribution/drivers");
    private static final Path TIME = Path.of("/usr/bin/time");

    private final int runs;
    private final Optional<Path> peer;

    private Bench(int runs, Optional<Path> peer) {
        this.runs = runs;
        this.peer = peer;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of(arguments));
        int runs = option(words, "--runs").map(Integer::parseInt).orElse(20);
        Optional<Path> peer = option(words, "--peer").map(Path::of).or(Bench::peerOnSearchPath);
        Bench bench = new Bench(runs, peer);
        List<String> wanted = words.isEmpty() ? List.of("startup", "ls", "create") : words;
        System.out.printf("%d processors, load %s, Java %s, %d runs after %d warm-ups, peer: %s%n%n",
                Runtime.getRuntime().availableProcessors(), load(), Runtime.version(), runs, WARM_UPS,
                peer.map(Path::toString).orElse("none"));
        for (String each : wanted) {
            switch (each) {
                case "startup" -> bench.startup();
                case "ls" -> bench.ls();
                case "help" -> bench.help();
                case "create" -> bench.create();
                case "guests" -> bench.guests();
                default -> throw new IllegalArgumentException("no benchmark " + each);
            }
        }
    }

    private static Optional<String> option(List<String> words, String name) {
        int at = words.indexOf(name);
        if (at < 0) {
            return Optional.empty();
        }
        words.remove(at);
        return Optional.of(words.remove(at));
    }

    private static Optional<Path> peerOnSearchPath() {
        return Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, "docker-machine"))
                .filter(Files::isExecutable).findFirst();
    }

    private static String load() throws IOException {
        Path file = Path.of("/proc/loadavg");
        return Files.exists(file) ? Files.readString(file).split(" ")[0] : "unknown";
    }

    /** Start-up: what a shell prompt, a completion or a script waits for. */
    private void startup() throws Exception {
        header("start-up");
        try (Store store = new Store()) {
            row("version", store, "version");
            row("ls, no machines", store, "ls");
            row("ls -q, no machines", store, "ls", "-q");
        }
    }

    /** A store of machines whose engines refuse at once: the cost of looking at them all. */
    private void ls() throws Exception {
        header("ls over machines whose engines refuse");
        for (int machines : new int[] {0, 10, 50, 200}) {
            try (Store store = new Store()) {
                store.addNone(OURS, machines);
                row("ls, " + machines + " machines", store, "ls");
                row("ls -q, " + machines + " machines", store, "ls", "-q");
            }
        }
    }

    /** The flags of each driver that is installed: what an SDK behind a driver costs those who only ask. */
    private void help() throws Exception {
        header("create --help");
        try (Store store = new Store(); Stream<Path> drivers = Files.list(DRIVERS)) {
            for (Path driver : drivers.sorted().toList()) {
                String name = driver.getFileName().toString();
                row("create -d " + name + " --help", store, "create", "-d", name, "--help");
            }
        }
    }

    /** Create on a ready host, split by step: the host comes from the end-to-end tests' fixture, and needs root. */
    private void create() throws Exception {
        Path fixture = Path.of("src/it/hosts/debian-host").toAbsolutePath();
        Map<String, List<Long>> steps = new LinkedHashMap<>();
        for (int run = 0; run < Math.min(runs, 5); run++) {
            Map<String, String> host = properties(output(List.of(fixture.toString(), "up", "bench", "13", "engine")));
            try (Store store = new Store()) {
                split(store, "-d", "generic", "--generic-ip-address", host.get("address"),
                        "--generic-ssh-key", host.get("key"), "bench").forEach((step, time) ->
                        steps.computeIfAbsent(step, key -> new ArrayList<>()).add(time));
                if (run == 0) {
                    header("commands on that machine");
                    ours("env", store, "env", "bench");
                    ours("config", store, "config", "bench");
                    ours("ls", store, "ls");
                    ours("provision, nothing to change", store, "provision", "bench");
                }
            } finally {
                output(List.of(fixture.toString(), "down", "bench"));
            }
        }
        System.out.println("create -d generic on a Debian 13 host with its own engine, by step (ms, median)");
        steps.forEach((step, times) -> System.out.printf("  %-18s %6d%n", step, median(times)));
        System.out.println();
    }

    /** Virtual machines, one alone and three side by side; the image is made before where there is none. */
    private void guests() throws Exception {
        Map<String, List<Long>> alone = new LinkedHashMap<>();
        List<Long> together = new ArrayList<>();
        try (Store store = new Store()) {
            store.shareImages();
            // The first machine after an image was built waits for the disk.
            split(store, "-d", "qemu", "one");
            output(store, List.of(OURS.toString(), "rm", "-y", "one"));
            for (int run = 0; run < Math.min(runs, 3); run++) {
                split(store, "-d", "qemu", "one").forEach((step, time) ->
                        alone.computeIfAbsent(step, key -> new ArrayList<>()).add(time));
                output(store, List.of(OURS.toString(), "rm", "-y", "one"));
                together.add(split(store, "-d", "qemu", "a", "b", "c").get(WHOLE));
                output(store, List.of(OURS.toString(), "rm", "-y", "a", "b", "c"));
            }
            store.unlinkImages();
        }
        System.out.println("create -d qemu, by step (ms, median)");
        alone.forEach((step, times) -> System.out.printf("  %-18s %6d%n", step, median(times)));
        System.out.printf("  %-18s %6d, %.2f times one%n%n", "three side by side", median(together),
                median(together) / (double) median(alone.get(WHOLE)));
    }

    private static Map<String, Long> split(Store store, String... creation) throws Exception {
        long begin = System.nanoTime();
        List<String> command = new ArrayList<>(List.of(OURS.toString(), "create", "--events", "jsonl"));
        command.addAll(List.of(creation));
        String events = output(store, command);
        Map<String, Long> split = new LinkedHashMap<>();
        Map<String, Instant> started = new TreeMap<>();
        Pattern event = Pattern.compile("\"type\":\"step(Started|Finished)\"");
        for (String line : events.split("\n")) {
            Matcher matcher = event.matcher(line);
            if (matcher.find()) {
                String step = field(line, "step");
                Instant time = Instant.parse(field(line, "time"));
                if (matcher.group(1).equals("Started")) {
                    started.put(step, time);
                } else {
                    split.put(step, Duration.between(started.get(step), time).toMillis());
                }
            }
        }
        split.put(WHOLE, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        return split;
    }

    private static String field(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        return matcher.find() ? matcher.group(1) : "";
    }

    private void header(String title) {
        System.out.printf("%-40s %10s %10s %10s", title, "ms median", "ms min", "MB peak");
        System.out.println(peer.isPresent() ? String.format(" %10s %10s %10s", "peer ms", "peer MB", "ratio") : "");
    }

    /** Measure ours, and the peer in turn where there is one. */
    private void row(String label, Store store, String... command) throws Exception {
        Samples ours = new Samples();
        Samples theirs = new Samples();
        for (int run = -WARM_UPS; run < runs; run++) {
            Sample sample = measure(store, OURS, command);
            Optional<Sample> other = peer.isPresent() ? Optional.of(measure(store, peer.get(), command)) : Optional.empty();
            if (run >= 0) {
                ours.add(sample);
                other.ifPresent(theirs::add);
            }
        }
        print(label, ours, theirs);
    }

    /** Measure ours alone, for what the peer cannot do in the same store. */
    private void ours(String label, Store store, String... command) throws Exception {
        Samples samples = new Samples();
        for (int run = -WARM_UPS; run < runs; run++) {
            Sample sample = measure(store, OURS, command);
            if (run >= 0) {
                samples.add(sample);
            }
        }
        print(label, samples, new Samples());
    }

    private static void print(String label, Samples ours, Samples theirs) {
        System.out.printf("%-40s %10.0f %10.0f %10.0f", label, ours.median(), ours.least(), ours.megabytes());
        System.out.println(theirs.isEmpty() ? "" : String.format(" %10.0f %10.0f %10.2f",
                theirs.median(), theirs.megabytes(), ours.median() / theirs.median()));
    }

    private static Sample measure(Store store, Path program, String... arguments) throws Exception {
        Path memory = Files.createTempFile("bench", ".time");
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(TIME)) {
            command.addAll(List.of(TIME.toString(), "-q", "-o", memory.toString(), "-f", "%M"));
        }
        command.add(program.toString());
        command.addAll(Arrays.asList(arguments));
        long begin = System.nanoTime();
        Process process = store.start(command, ProcessBuilder.Redirect.DISCARD);
        process.waitFor();
        double milliseconds = (System.nanoTime() - begin) / 1e6;
        String kilobytes = Files.readString(memory).strip();
        Files.delete(memory);
        return new Sample(milliseconds, kilobytes.isEmpty() ? Double.NaN : Double.parseDouble(kilobytes) / 1024);
    }

    private static String output(Store store, List<String> command) throws Exception {
        Process process = store.start(command, ProcessBuilder.Redirect.PIPE);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command + " failed:\n" + output);
        }
        return output;
    }

    private static String output(List<String> command) throws Exception {
        try (Store store = new Store()) {
            return output(store, command);
        }
    }

    private static Map<String, String> properties(String lines) {
        Map<String, String> values = new TreeMap<>();
        lines.lines().filter(line -> line.contains("=")).forEach(line ->
                values.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        return values;
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    /** One run: wall time, and the peak memory of its largest process. */
    private record Sample(double milliseconds, double megabytes) {
    }

    private static final class Samples {
        private final List<Sample> samples = new ArrayList<>();

        void add(Sample sample) {
            samples.add(sample);
        }

        boolean isEmpty() {
            return samples.isEmpty();
        }

        double median() {
            return samples.stream().mapToDouble(Sample::milliseconds).sorted().skip(samples.size() / 2).findFirst()
                    .orElseThrow();
        }

        double least() {
            return samples.stream().mapToDouble(Sample::milliseconds).min().orElseThrow();
        }

        double megabytes() {
            return samples.stream().mapToDouble(Sample::megabytes).max().orElseThrow();
        }
    }

    /** A store in a temporary folder. */
    private static final class Store implements AutoCloseable {
        private final Path folder;

        Store() throws IOException {
            folder = Files.createTempDirectory("jmachine-bench");
        }

        void addNone(Path program, int machines) throws Exception {
            for (int number = 1; number <= machines; number++) {
                output(this, List.of(program.toString(), "create", "-d", "none", "--url", "tcp://127.0.0.1:1",
                        "none" + number));
            }
        }

        /** Use the images of the user's own store. */
        void shareImages() throws Exception {
            Path images = Path.of(System.getProperty("user.home"), ".docker/machine/cache/qemu");
            Files.createSymbolicLink(Files.createDirectory(folder.resolve("cache")).resolve("qemu"),
                    Files.createDirectories(images));
            output(List.of(OURS.toString(), "image", "build", "--with-engine"));
        }

        void unlinkImages() throws IOException {
            Files.delete(folder.resolve("cache/qemu"));
        }

        Process start(List<String> command, ProcessBuilder.Redirect output) throws IOException {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output)
                    .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            builder.environment().put("MACHINE_STORAGE_PATH", folder.toString());
            return builder.start();
        }

        @Override
        public void close() throws IOException {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
