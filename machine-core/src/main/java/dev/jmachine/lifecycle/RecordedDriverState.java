package dev.jmachine.lifecycle;

import dev.jmachine.spi.DriverState;
import dev.jmachine.store.MachineRecord;
import java.util.List;
import java.util.Map;

/** The {@code Driver} object of a machine's record, as its driver sees it. */
final class RecordedDriverState implements DriverState {
    private final MachineRecord record;

    RecordedDriverState(MachineRecord record) {
        this.record = record;
    }

    @Override
    public String text(String key) {
        return record.driverState().get(key) instanceof String text ? text : "";
    }

    @Override
    public long number(String key, long otherwise) {
        return record.driverState().get(key) instanceof Number number ? number.longValue() : otherwise;
    }

    @Override
    public boolean flag(String key) {
        return Boolean.TRUE.equals(record.driverState().get(key));
    }

    @Override
    public List<String> list(String key) {
        return record.driverState().get(key) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    @Override
    public void save(Map<String, ?> values) {
        record.saveDriverState(Map.copyOf(values));
    }
}
