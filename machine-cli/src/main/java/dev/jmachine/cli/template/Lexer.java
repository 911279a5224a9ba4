package dev.jmachine.cli.template;

import java.util.ArrayList;
import java.util.List;

/** Cuts the text of one action into words. */
final class Lexer {
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int position;
    private boolean attached;

    private Lexer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String action) {
        Lexer lexer = new Lexer(action);
        while (lexer.position < action.length()) {
            lexer.next();
        }
        return lexer.tokens;
    }

    private void next() {
        char first = text.charAt(position);
        if (Character.isWhitespace(first)) {
            position++;
            attached = false;
            return;
        }
        word(first);
        attached = true;
    }

    private void word(char first) {
        if (first == '"') {
            quoted();
        } else if (first == '`') {
            raw();
        } else if (first == '.') {
            field();
        } else if (first == '$') {
            add(Token.Kind.VARIABLE, "$" + name(position + 1));
        } else if (Character.isDigit(first) || (first == '-' || first == '+') && digitFollows()) {
            number();
        } else if (isNamePart(first)) {
            add(Token.Kind.NAME, name(position));
        } else {
            sign();
        }
    }

    private void add(Token.Kind kind, String word) {
        tokens.add(new Token(kind, word, attached));
        position += word.length();
    }

    private void field() {
        String name = name(position + 1);
        tokens.add(name.isEmpty() ? new Token(Token.Kind.DOT, ".", attached)
                : new Token(Token.Kind.FIELD, name, attached));
        position += 1 + name.length();
    }

    private String name(int start) {
        int end = start;
        while (end < text.length() && isNamePart(text.charAt(end))) {
            end++;
        }
        return text.substring(start, end);
    }

    private static boolean isNamePart(char letter) {
        return letter == '_' || Character.isLetterOrDigit(letter);
    }

    private boolean digitFollows() {
        return position + 1 < text.length() && Character.isDigit(text.charAt(position + 1));
    }

    private void number() {
        int end = position + 1;
        while (end < text.length() && (isNamePart(text.charAt(end)) || text.charAt(end) == '.')) {
            end++;
        }
        add(Token.Kind.NUMBER, text.substring(position, end));
    }

    private void sign() {
        if (text.startsWith(":=", position)) {
            add(Token.Kind.SIGN, ":=");
        } else if ("|(),=".indexOf(text.charAt(position)) >= 0) {
            add(Token.Kind.SIGN, text.substring(position, position + 1));
        } else {
            throw new TemplateException("unexpected \"" + text.charAt(position) + "\" in {{" + text + "}}");
        }
    }

    private void raw() {
        int end = text.indexOf('`', position + 1);
        if (end < 0) {
            throw new TemplateException("unterminated raw quoted string in {{" + text + "}}");
        }
        tokens.add(new Token(Token.Kind.STRING, text.substring(position + 1, end), attached));
        position = end + 1;
    }

    private void quoted() {
        StringBuilder value = new StringBuilder();
        int index = position + 1;
        while (index < text.length() && text.charAt(index) != '"') {
            char letter = text.charAt(index++);
            if (letter == '\\' && index < text.length()) {
                value.append(escaped(text.charAt(index++)));
            } else {
                value.append(letter);
            }
        }
        if (index >= text.length()) {
            throw new TemplateException("unterminated quoted string in {{" + text + "}}");
        }
        tokens.add(new Token(Token.Kind.STRING, value.toString(), attached));
        position = index + 1;
    }

    private static char escaped(char letter) {
        return switch (letter) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '"', '\\' -> letter;
            default -> throw new TemplateException("unknown escape \\" + letter + " in a string");
        };
    }
}
