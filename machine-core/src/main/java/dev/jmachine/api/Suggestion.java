package dev.jmachine.api;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds which of several names a user may have meant by a misspelt one. */
public final class Suggestion {
    private static final int FARTHEST = 2;

    private Suggestion() {
    }

    /** Return the name nearest to a word, if one is near. */
    public static Optional<String> of(String word, Collection<String> names) {
        return names.stream()
                .filter(name -> distance(word, name) <= Math.min(FARTHEST, word.length() / 2))
                .min(Comparator.comparingInt(name -> distance(word, name)));
    }

    /** Count the letters to insert, drop or change to make one word the other. */
    private static int distance(String left, String right) {
        int[] previous = new int[right.length() + 1];
        for (int column = 0; column <= right.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            int[] current = new int[right.length() + 1];
            current[0] = row;
            for (int column = 1; column <= right.length(); column++) {
                int change = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
                current[column] = Math.min(previous[column - 1] + change,
                        Math.min(previous[column], current[column - 1]) + 1);
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
