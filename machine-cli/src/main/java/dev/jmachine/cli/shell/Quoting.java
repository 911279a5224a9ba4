package dev.jmachine.cli.shell;

/** Takes special letters' meaning away, by the three ways that shells know. */
final class Quoting {

    private Quoting() {
    }

    /** Put a backslash before each special letter. */
    static String backslash(String text, String special) {
        return prefix(text, special, "\\");
    }

    /** Put a prefix before each special letter. */
    static String prefix(String text, String special, String prefix) {
        StringBuilder quoted = new StringBuilder();
        for (char letter : text.toCharArray()) {
            quoted.append(special.indexOf(letter) < 0 ? "" : prefix).append(letter);
        }
        return quoted.toString();
    }

    /** Close the double quotes for each special letter, write it with a backslash, and open them again. */
    static String outside(String text, String special) {
        StringBuilder quoted = new StringBuilder();
        for (char letter : text.toCharArray()) {
            quoted.append(special.indexOf(letter) < 0 ? String.valueOf(letter) : "\"\\" + letter + "\"");
        }
        return quoted.toString();
    }
}
