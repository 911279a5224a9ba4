package dev.jmachine.cli.shell;

/** A kind of shell: how it sets and unsets variables. The texts are docker-machine's; values are quoted. */
public enum Shell {
    /** sh, bash, zsh, and whatever is not known. */
    BASH {
        @Override
        public String set(String name, String value) {
            return "export " + name + "=\"" + Quoting.backslash(value, "\\\"$`") + "\"";
        }

        @Override
        public String unset(String name) {
            return "unset " + name;
        }

        @Override
        String evaluation(String command) {
            return "# eval $(" + command + ")";
        }
    },
    /** fish. */
    FISH {
        @Override
        public String set(String name, String value) {
            return "set -gx " + name + " \"" + Quoting.backslash(value, "\\\"$") + "\";";
        }

        @Override
        public String unset(String name) {
            return "set -e " + name + ";";
        }

        @Override
        String evaluation(String command) {
            return "# eval (" + command + ")";
        }
    },
    /** PowerShell. */
    POWERSHELL {
        @Override
        public String set(String name, String value) {
            return "$Env:" + name + " = \"" + Quoting.prefix(value, "`\"$", "`") + "\"";
        }

        @Override
        public String unset(String name) {
            return "Remove-Item Env:\\\\" + name;
        }

        @Override
        String evaluation(String command) {
            return "# & " + command + " | Invoke-Expression";
        }
    },
    /** Windows' command processor. What FOR puts in is not read for special characters again: nothing to quote. */
    CMD {
        @Override
        public String set(String name, String value) {
            return "SET " + name + "=" + value;
        }

        @Override
        public String unset(String name) {
            return "SET " + name + "=";
        }

        @Override
        String evaluation(String command) {
            return "REM \t@FOR /f \"tokens=*\" %i IN ('" + command + "') DO @%i";
        }
    },
    /** csh and tcsh. */
    TCSH {
        @Override
        public String set(String name, String value) {
            return "setenv " + name + " \"" + Quoting.outside(value, "\"$`!\\") + "\";";
        }

        @Override
        public String unset(String name) {
            return "unsetenv " + name + ";";
        }

        @Override
        String evaluation(String command) {
            return ": eval `" + command + "`";
        }
    },
    /** Emacs Lisp. */
    EMACS {
        @Override
        public String set(String name, String value) {
            return "(setenv \"" + name + "\" \"" + Quoting.backslash(value, "\\\"") + "\")";
        }

        @Override
        public String unset(String name) {
            return "(setenv \"" + name + "\" nil)";
        }

        @Override
        String evaluation(String command) {
            return ";; (with-temp-buffer (shell-command \"" + command + "\" (current-buffer)) (eval-buffer))";
        }
    };

    /** Return the shell of a name, such as {@code zsh}. */
    public static Shell named(String name) {
        return switch (name) {
            case "fish" -> FISH;
            case "powershell", "pwsh" -> POWERSHELL;
            case "cmd" -> CMD;
            case "tcsh", "csh" -> TCSH;
            case "emacs" -> EMACS;
            default -> BASH;
        };
    }

    /** Return the line that sets a variable. */
    public abstract String set(String name, String value);

    /** Return the line that unsets a variable. */
    public abstract String unset(String name);

    /** Return the comment that tells how a command's output is evaluated. */
    abstract String evaluation(String command);

    /** Return the two lines, as comments, that tell the user how to use the output of a command. */
    public String hint(String command) {
        String evaluation = evaluation(command);
        String comment = evaluation.substring(0, evaluation.indexOf(' '));
        return comment + " Run this command to configure your shell: \n" + evaluation;
    }
}
