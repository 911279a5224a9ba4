package dev.jmachine.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopyPlaceTest {

    @ParameterizedTest
    @CsvSource({
        "/tmp/foo, '', '', /tmp/foo, /tmp/foo",
        "foo, '', '', foo, foo",
        "localhost:a:b, '', '', a:b, ./a:b",
        "localhost:/a:b, '', '', /a:b, /a:b",
        "dev:/tmp/x, dev, '', /tmp/x, dev:/tmp/x",
        "me@dev:x:y, dev, me, x:y, me@dev:x:y",
        "dev:, dev, '', '', dev:"})
    void placesAreReadAsDockerMachineReadsThem(String text, String machine, String user, String path, String argument) {
        CopyPlace place = CopyPlace.parse(text);

        assertThat(place).isEqualTo(new CopyPlace(machine, user, path));
        assertThat(place.argument()).isEqualTo(argument);
    }
}
