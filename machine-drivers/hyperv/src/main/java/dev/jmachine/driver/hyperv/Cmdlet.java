package dev.jmachine.driver.hyperv;

/** A command of PowerShell's with its parameters. Immutable. */
final class Cmdlet {
    private final String text;

    private Cmdlet(String text) {
        this.text = text;
    }

    /** Return a command without parameters, such as {@code Get-VM}. */
    static Cmdlet named(String name) {
        return new Cmdlet(name);
    }

    /** Return it with a switch. */
    Cmdlet with(String parameter) {
        return new Cmdlet(text + " -" + parameter);
    }

    /** Return it with a parameter whose value is a text. */
    Cmdlet with(String parameter, String value) {
        return new Cmdlet(text + " -" + parameter + " " + quoted(value));
    }

    /** Return it with a parameter whose value is a number. */
    Cmdlet with(String parameter, long value) {
        return new Cmdlet(text + " -" + parameter + " " + value);
    }

    /** Return a pipeline that hands its results on to another. */
    Cmdlet pipe(Cmdlet next) {
        return new Cmdlet(text + " | " + next.text);
    }

    /** Return it with nothing said of its results. */
    Cmdlet silently() {
        return pipe(named("Out-Null"));
    }

    /**
     * Quote a text so that PowerShell takes it as it is. Within single quotation marks nothing but these has a meaning,
     * and PowerShell takes the typographic ones, U+2018 to U+201B, for the same.
     */
    static String quoted(String value) {
        return "'" + value.replaceAll("['\u2018-\u201b]", "$0$0") + "'";
    }

    @Override
    public String toString() {
        return text;
    }
}
