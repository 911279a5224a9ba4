package dev.jmachine.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void cellsStandUnderOneAnotherThreeBlanksApartAndAtLeastFiveWide() {
        assertThat(Table.align("NAME\tA\tSTATE\na-long-name\t*\tRunning\n"))
                .isEqualTo("NAME          A    STATE\na-long-name   *    Running\n");
    }

    @Test
    void theLastCellIsNotPadded() {
        assertThat(Table.align("a\tb\nc\t\n")).isEqualTo("a    b\nc    \n");
    }

    @Test
    void lettersBeyondTheBasicPlaneCountOnce() {
        assertThat(Table.align("\uD83D\uDC33abc\tx\nabcd\ty\n")).isEqualTo("\uD83D\uDC33abc   x\nabcd   y\n");
    }
}
