package dev.jmachine.cli.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a template's text into nodes. */
final class Parser {
    private static final Set<String> CLOSING = Set.of("end", "else");

    private final String text;
    private int position;
    /** The action that ended the list of nodes read last. */
    private List<Token> closing = List.of();

    private Parser(String text) {
        this.text = text;
    }

    static List<Node> parse(String text) {
        Parser parser = new Parser(text);
        List<Node> nodes = parser.nodes();
        if (!parser.closing.isEmpty()) {
            throw new TemplateException("unexpected {{" + parser.closing.get(0).text() + "}}");
        }
        return nodes;
    }

    /** Read up to an action that closes, which is left in {@link #closing}, or to the end. */
    private List<Node> nodes() {
        List<Node> nodes = new ArrayList<>();
        closing = List.of();
        while (position < text.length()) {
            int open = text.indexOf("{{", position);
            if (open < 0) {
                nodes.add(new Node.Text(text.substring(position)));
                position = text.length();
                return nodes;
            }
            List<Token> action = action(open, nodes);
            if (action.isEmpty()) {
                continue;
            }
            if (CLOSING.contains(action.get(0).text()) && action.get(0).kind() == Token.Kind.NAME) {
                closing = action;
                return nodes;
            }
            nodes.add(node(action));
            // What ended a block inside does not end this list.
            closing = List.of();
        }
        return nodes;
    }

    /** Read the text before an action, then the action's words; none for a comment. */
    private List<Token> action(int open, List<Node> nodes) {
        int close = closeOf(open);
        String inside = text.substring(open + 2, close);
        boolean trimLeft = inside.startsWith("- ");
        boolean trimRight = inside.endsWith(" -");
        String before = text.substring(position, open);
        if (!before.isEmpty()) {
            nodes.add(new Node.Text(trimLeft ? before.stripTrailing() : before));
        }
        position = close + 2;
        if (trimRight) {
            while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
                position++;
            }
        }
        String words = inside.substring(trimLeft ? 2 : 0, inside.length() - (trimRight ? 2 : 0)).strip();
        if (words.startsWith("/*") && words.endsWith("*/")) {
            return List.of();
        }
        List<Token> tokens = Lexer.tokens(words);
        if (tokens.isEmpty()) {
            throw new TemplateException("missing value for command");
        }
        return tokens;
    }

    /** Find where an action ends: braces inside of strings do not end it. */
    private int closeOf(int open) {
        char quote = 0;
        for (int index = open + 2; index < text.length(); index++) {
            char letter = text.charAt(index);
            if (quote == 0 && text.startsWith("}}", index)) {
                return index;
            }
            if (quote == '"' && letter == '\\') {
                index++;
            } else if (quote == letter) {
                quote = 0;
            } else if (quote == 0 && (letter == '"' || letter == '`')) {
                quote = letter;
            }
        }
        throw new TemplateException("unclosed action");
    }

    private Node node(List<Token> action) {
        Token first = action.get(0);
        if (first.kind() == Token.Kind.NAME) {
            switch (first.text()) {
                case "if":
                    return choice(rest(action));
                case "with":
                    return with(rest(action));
                case "range":
                    return range(rest(action));
                default:
                    break;
            }
        }
        if (first.kind() == Token.Kind.VARIABLE && action.size() > 1
                && (action.get(1).isSign(":=") || action.get(1).isSign("="))) {
            return new Node.Assignment(first.text(), ExpressionParser.parse(action.subList(2, action.size())));
        }
        return new Node.Output(ExpressionParser.parse(action));
    }

    private static List<Token> rest(List<Token> action) {
        return action.subList(1, action.size());
    }

    private Node choice(List<Token> condition) {
        Expression value = ExpressionParser.parse(condition);
        List<Node> then = nodes();
        return new Node.Choice(value, then, otherwise());
    }

    private Node with(List<Token> words) {
        Expression value = ExpressionParser.parse(words);
        List<Node> body = nodes();
        return new Node.With(value, body, otherwise());
    }

    private Node range(List<Token> words) {
        int assign = 0;
        while (assign < words.size() && !words.get(assign).isSign(":=")) {
            assign++;
        }
        List<Token> names = assign == words.size() ? List.of()
                : words.subList(0, assign).stream().filter(token -> token.kind() == Token.Kind.VARIABLE).toList();
        Expression value = ExpressionParser.parse(assign == words.size() ? words
                : words.subList(assign + 1, words.size()));
        String key = names.size() == 2 ? names.get(0).text() : "";
        String element = names.isEmpty() ? "" : names.get(names.size() - 1).text();
        List<Node> body = nodes();
        return new Node.Range(key, element, value, body, otherwise());
    }

    /** Read what follows the first part of a block: nothing, an else part, or a chain of else-ifs. */
    private List<Node> otherwise() {
        if (closing.isEmpty()) {
            throw new TemplateException("unexpected EOF");
        }
        if (closing.get(0).text().equals("end")) {
            return List.of();
        }
        List<Token> condition = rest(closing);
        if (!condition.isEmpty() && condition.get(0).is(Token.Kind.NAME, "if")) {
            return List.of(choice(rest(condition)));
        }
        List<Node> nodes = nodes();
        if (closing.isEmpty() || !closing.get(0).text().equals("end")) {
            throw new TemplateException("unexpected EOF");
        }
        return nodes;
    }
}
