package dev.jmachine.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SlotTableTest {
    private static final int MANY = 20;

    @TempDir
    Path folder;

    /** Claims slots for as many machines as its second argument says, at once, and prints them. */
    static final class Claimer {
        private Claimer() {
        }

        public static void main(String[] arguments) throws Exception {
            List<Integer> slots = claimAtOnce(Path.of(arguments[0]), arguments[1], Integer.parseInt(arguments[2]));
            System.out.println(String.join(" ", slots.stream().map(String::valueOf).toList()));
        }
    }

    @Test
    void theLowestFreeSlotIsClaimedAndKept() {
        SlotTable table = new SlotTable(folder);
        assertThat(table.claim("a")).isEqualTo(1);
        assertThat(table.claim("b")).isEqualTo(2);
        assertThat(table.claim("a")).isEqualTo(1);
        table.release("a");
        assertThat(table.claim("c")).isEqualTo(1);
        assertThat(table.claim("a")).isEqualTo(3);
    }

    @Test
    void releasingLeavesNothing() throws IOException {
        SlotTable table = new SlotTable(folder);
        table.claim("a");
        Files.writeString(folder.resolve("slots/.claim-b"), "b");
        table.release("a");
        table.release("b");
        table.release("never there");
        assertThat(folder.resolve("slots")).isEmptyDirectory();
    }

    @Test
    void twentyThreadsGetTwentySlots() throws Exception {
        assertThat(claimAtOnce(folder, "m", MANY))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, MANY).boxed().toList());
    }

    @Test
    void processesGetDifferentSlots() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            processes.add(new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1", "-cp", classPath(), Claimer.class.getName(),
                    folder.toString(), "process" + number, Integer.toString(MANY)).start());
        }
        List<Integer> slots = new ArrayList<>();
        for (Process process : processes) {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            for (String slot : output.strip().split(" ")) {
                slots.add(Integer.valueOf(slot));
            }
        }
        assertThat(slots).hasSize(5 * MANY).doesNotHaveDuplicates();
    }

    private static List<Integer> claimAtOnce(Path folder, String prefix, int machines) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(machines);
        try {
            List<Callable<Integer>> claims = IntStream.range(0, machines)
                    .mapToObj(number -> (Callable<Integer>) () -> new SlotTable(folder).claim(prefix + number))
                    .toList();
            List<Integer> slots = new ArrayList<>();
            for (Future<Integer> claim : threads.invokeAll(claims)) {
                slots.add(claim.get());
            }
            return slots;
        } finally {
            threads.shutdownNow();
        }
    }

    private static String classPath() {
        return String.join(File.pathSeparator, location(SlotTable.class), location(SlotTableTest.class),
                location(dev.jmachine.api.MachineException.class));
    }

    private static String location(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().getPath();
    }
}
