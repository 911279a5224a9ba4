package dev.jmachine.store;

import java.util.Comparator;
import java.util.Locale;

/**
 * Orders names as docker-machine's {@code ls} does: case does not count, and digits count as the number they form, so
 * that {@code node2} comes before {@code node10}. Digits come before anything else.
 *
 * <p>Names that are equal by that differ only in case or in leading zeros: those with fewer zeros come first, then the
 * order of characters decides, so that only equal names compare as equal. Stateless.
 */
public final class NaturalOrder implements Comparator<String> {

    @Override
    public int compare(String first, String second) {
        int order = compareLowerCase(first.toLowerCase(Locale.ROOT), second.toLowerCase(Locale.ROOT));
        return order != 0 ? order : first.compareTo(second);
    }

    private static int compareLowerCase(String first, String second) {
        int i = 0;
        int j = 0;
        while (i < first.length() && j < second.length()) {
            int endOfFirst = endOfRun(first, i);
            int endOfSecond = endOfRun(second, j);
            int order = compareRuns(first.substring(i, endOfFirst), second.substring(j, endOfSecond));
            if (order != 0) {
                return order;
            }
            i = endOfFirst;
            j = endOfSecond;
        }
        return Integer.compare(first.length() - i, second.length() - j);
    }

    /** A run is the longest stretch of digits only, or of no digits. */
    private static int endOfRun(String text, int start) {
        boolean digits = isDigit(text.charAt(start));
        int end = start + 1;
        while (end < text.length() && isDigit(text.charAt(end)) == digits) {
            end++;
        }
        return end;
    }

    private static int compareRuns(String first, String second) {
        boolean firstIsNumber = isDigit(first.charAt(0));
        boolean secondIsNumber = isDigit(second.charAt(0));
        if (firstIsNumber != secondIsNumber) {
            return firstIsNumber ? -1 : 1;
        }
        return firstIsNumber ? compareNumbers(first, second) : first.compareTo(second);
    }

    /** Compares without turning the digits into a number, which could be too large for any type. */
    private static int compareNumbers(String first, String second) {
        String a = withoutLeadingZeros(first);
        String b = withoutLeadingZeros(second);
        if (a.length() != b.length()) {
            return Integer.compare(a.length(), b.length());
        }
        int order = a.compareTo(b);
        return order != 0 ? order : Integer.compare(first.length(), second.length());
    }

    private static String withoutLeadingZeros(String digits) {
        int start = 0;
        while (start < digits.length() && digits.charAt(start) == '0') {
            start++;
        }
        return digits.substring(start);
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
