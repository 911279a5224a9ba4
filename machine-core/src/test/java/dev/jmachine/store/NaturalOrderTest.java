package dev.jmachine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {
    private final NaturalOrder order = new NaturalOrder();

    @Test
    void namesStandAsDockerMachineListsThem() {
        List<String> sorted = List.of("0", "1a", "a", "a1", "A2", "a2", "a02", "a10", "a10b", "a-1", "a.1", "aa", "B",
                "b1", "b1-2", "b1-10", "b99999999999999999999", "b100000000000000000000", "c");
        for (int seed = 0; seed < 20; seed++) {
            List<String> names = new ArrayList<>(sorted);
            Collections.shuffle(names, new Random(seed));
            names.sort(order);
            assertThat(names).isEqualTo(sorted);
        }
    }

    @Test
    void onlyEqualNamesAreEqual() {
        assertThat(order.compare("a1", "a1")).isZero();
        assertThat(order.compare("a1", "A1")).isPositive();
        assertThat(order.compare("A1", "a1")).isNegative();
        assertThat(order.compare("a01", "a1")).isPositive();
    }
}
