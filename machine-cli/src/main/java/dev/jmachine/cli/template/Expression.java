package dev.jmachine.cli.template;

import java.util.List;

/** What yields a value. */
sealed interface Expression {

    /** The data itself, {@code .}. */
    record Dot() implements Expression {
    }

    /** A variable, {@code $name}; {@code $} is the data that the template was given. */
    record Variable(String name) implements Expression {
    }

    /** A fixed value. */
    record Literal(Object value) implements Expression {
    }

    /** A field of a value. */
    record Field(Expression of, String name) implements Expression {
    }

    /** A function with its arguments. */
    record Call(String function, List<Expression> arguments) implements Expression {
    }

    /** A chain: the value of each is the last argument of the next. */
    record Pipeline(List<Expression> stages) implements Expression {
    }
}
