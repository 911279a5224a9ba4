package dev.jmachine.cli.template;

/**
 * A word of an action, between {@code {{} and {@code }}}.
 *
 * @param kind what it is
 * @param text its text; for a string its value
 * @param attached whether no blank stands before it, so that {@code .A.B} differs from {@code .A .B}
 */
record Token(Kind kind, String text, boolean attached) {

    /** The kinds of words. */
    enum Kind {
        /** {@code .Name}: a field of the data, or of what stands before it. */
        FIELD,
        /** {@code .} alone: the data itself. */
        DOT,
        /** {@code $name}. */
        VARIABLE,
        /** A name: keyword or function. */
        NAME,
        /** A string, character or raw string. */
        STRING,
        /** A number. */
        NUMBER,
        /** Punctuation: {@code | ( ) , := =}. */
        SIGN
    }

    boolean is(Kind wanted, String wantedText) {
        return kind == wanted && text.equals(wantedText);
    }

    boolean isSign(String sign) {
        return is(Kind.SIGN, sign);
    }
}
