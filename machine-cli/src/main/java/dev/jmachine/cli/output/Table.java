package dev.jmachine.cli.output;

import java.util.ArrayList;
import java.util.List;

/** Sets cells, separated by tabs in each line, under one another: at least 5 wide, 3 blanks apart. */
public final class Table {
    private static final int NARROWEST = 5;
    private static final int GAP = 3;

    private Table() {
    }

    /** Return the lines with their cells aligned; the last cell of a line is not padded. */
    public static String align(String lines) {
        List<String[]> rows = lines.lines().map(line -> line.split("\t", -1)).toList();
        List<Integer> widths = widths(rows);
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            for (int column = 0; column < row.length; column++) {
                text.append(row[column]);
                if (column < row.length - 1) {
                    text.append(" ".repeat(widths.get(column) - length(row[column])));
                }
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static List<Integer> widths(List<String[]> rows) {
        List<Integer> widths = new ArrayList<>();
        for (String[] row : rows) {
            for (int column = 0; column < row.length - 1; column++) {
                int width = Math.max(NARROWEST, length(row[column]) + GAP);
                if (column == widths.size()) {
                    widths.add(width);
                } else {
                    widths.set(column, Math.max(widths.get(column), width));
                }
            }
        }
        return widths;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
