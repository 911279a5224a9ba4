package dev.jmachine.cli.template;

import java.util.ArrayList;
import java.util.List;

/** Reads the words of a pipeline. */
final class ExpressionParser {
    private final List<Token> tokens;
    private int position;

    private ExpressionParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    static Expression parse(List<Token> tokens) {
        ExpressionParser parser = new ExpressionParser(tokens);
        Expression pipeline = parser.pipeline();
        if (parser.position < tokens.size()) {
            throw new TemplateException("unexpected \"" + tokens.get(parser.position).text() + "\" in operand");
        }
        return pipeline;
    }

    private Expression pipeline() {
        List<Expression> stages = new ArrayList<>();
        stages.add(command());
        while (at("|")) {
            position++;
            stages.add(command());
        }
        return stages.size() == 1 ? stages.get(0) : new Expression.Pipeline(List.copyOf(stages));
    }

    /** Read a function with its arguments, or a single operand. */
    private Expression command() {
        if (position >= tokens.size()) {
            throw new TemplateException("missing value for command");
        }
        Token first = tokens.get(position);
        if (first.kind() != Token.Kind.NAME || isConstant(first.text())) {
            return operand();
        }
        position++;
        List<Expression> arguments = new ArrayList<>();
        while (position < tokens.size() && !at("|") && !at(")")) {
            arguments.add(operand());
        }
        return call(first.text(), arguments);
    }

    private static Expression call(String function, List<Expression> arguments) {
        if (!Functions.isKnown(function)) {
            throw new TemplateException("function \"" + function + "\" not defined");
        }
        return new Expression.Call(function, List.copyOf(arguments));
    }

    private Expression operand() {
        Token token = tokens.get(position++);
        Expression value = switch (token.kind()) {
            case FIELD -> new Expression.Field(new Expression.Dot(), token.text());
            case DOT -> new Expression.Dot();
            case VARIABLE -> new Expression.Variable(token.text());
            case STRING -> new Expression.Literal(token.text());
            case NUMBER -> new Expression.Literal(number(token.text()));
            case NAME -> constantOrCall(token.text());
            case SIGN -> parenthesized(token);
        };
        while (position < tokens.size() && tokens.get(position).attached()
                && tokens.get(position).kind() == Token.Kind.FIELD) {
            value = new Expression.Field(value, tokens.get(position++).text());
        }
        return value;
    }

    private Expression parenthesized(Token token) {
        if (!token.isSign("(")) {
            throw new TemplateException("unexpected \"" + token.text() + "\" in operand");
        }
        Expression inner = pipeline();
        if (!at(")")) {
            throw new TemplateException("unclosed left paren");
        }
        position++;
        return inner;
    }

    private static boolean isConstant(String name) {
        return name.equals("true") || name.equals("false") || name.equals("nil");
    }

    private static Expression constantOrCall(String name) {
        return switch (name) {
            case "true" -> new Expression.Literal(true);
            case "false" -> new Expression.Literal(false);
            default -> call(name, List.of());
        };
    }

    private static Number number(String text) {
        try {
            return text.contains(".") ? Double.valueOf(text) : Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new TemplateException("bad number syntax: \"" + text + "\"");
        }
    }

    private boolean at(String sign) {
        return position < tokens.size() && tokens.get(position).isSign(sign);
    }
}
