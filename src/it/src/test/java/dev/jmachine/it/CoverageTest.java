package dev.jmachine.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps README's table of what is tested where in step with the tests. */
class CoverageTest {
    private static final Path MODULE = Path.of(System.getProperty("basedir", ""));
    private static final Pattern REFERENCE = Pattern.compile("`(\\w+#\\w+)`");
    private static final Pattern TEST = Pattern.compile("@(?:Parameterized)?Test\\b[\\s\\S]*?void (\\w+)\\(");

    @Test
    void theTableNamesNoTestThatIsNotThereAndLeavesNoClassOut() throws IOException {
        Set<String> named = REFERENCE.matcher(Files.readString(MODULE.resolve("README.md"))).results()
                .map(reference -> reference.group(1)).collect(Collectors.toSet());
        Set<String> tests = tests();

        assertThat(tests).isNotEmpty().containsAll(named);
        assertThat(classes(named)).isEqualTo(classes(tests));
    }

    private static Set<String> classes(Set<String> tests) {
        return tests.stream().map(test -> test.replaceFirst("#.*", "")).collect(Collectors.toSet());
    }

    @Test
    void everyRowOfTheTableNamesATest() throws IOException {
        List<String> rows = Files.readAllLines(MODULE.resolve("README.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| ---") && !line.endsWith("| tests |"))
                .toList();

        assertThat(rows).hasSizeGreaterThan(30).allMatch(row -> REFERENCE.matcher(row).find());
    }

    /** Returns all tests, as the table names them. */
    private static Set<String> tests() throws IOException {
        Set<String> tests = new HashSet<>();
        for (String part : List.of("", "cluster", "swarm")) {
            Path folder = MODULE.resolve("src/test/java/dev/jmachine/it").resolve(part);
            try (var files = Files.newDirectoryStream(folder, "*IT.java")) {
                for (Path file : files) {
                    String name = file.getFileName().toString().replace(".java", "");
                    TEST.matcher(Files.readString(file)).results()
                            .forEach(test -> tests.add(name + "#" + test.group(1)));
                }
            }
        }
        return tests;
    }
}
