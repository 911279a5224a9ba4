package dev.jmachine.ssh;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A host's files through its POSIX shell, for hosts without an SFTP server. Needs {@code stat} beside POSIX. */
final class ShellFiles implements RemoteFiles {
    private final SshConnection connection;

    ShellFiles(SshConnection connection) {
        this.connection = connection;
    }

    @Override
    public Optional<Entry> find(String path) throws IOException {
        String[] words = ask("if [ -d \"$1\" ]; then echo d; elif [ -f \"$1\" ]; then echo f;"
                + " elif [ -e \"$1\" ]; then echo o; else exit 0; fi; stat -L -c %a \"$1\"", path).split("\\s+");
        if (words.length < 2) {
            return Optional.empty();
        }
        if (words[0].equals("o")) {
            throw new IOException(path + " is neither a file nor a folder");
        }
        return Optional.of(new Entry(words[0].equals("d"), Integer.parseInt(words[1], 8) & 0777));
    }

    @Override
    public List<String> list(String folder) throws IOException {
        String names = ask("cd \"$1\" && for name in * .[!.]* ..?*; do"
                + " if [ -e \"$name\" ] || [ -L \"$name\" ]; then printf '%s\\0' \"$name\"; fi; done", folder);
        return names.isEmpty() ? List.of() : List.of(names.split("\0"));
    }

    @Override
    public String resolve(String path) throws IOException {
        String answer = ask("cd \"$1\" && pwd -P", path);
        return answer.substring(0, answer.length() - 1);
    }

    @Override
    public void makeFolder(String path, int mode) throws IOException {
        ask("mkdir \"$1\"", path);
        setMode(path, mode);
    }

    @Override
    public void write(String path, InputStream content) throws IOException {
        run("umask 077; cat > \"$1\"", path, content, OutputStream.nullOutputStream());
    }

    @Override
    public void read(String path, OutputStream target) throws IOException {
        run("cat \"$1\"", path, nothing(), target);
    }

    @Override
    public void setMode(String path, int mode) throws IOException {
        ask("chmod " + Integer.toOctalString(mode) + " \"$1\"", path);
    }

    private String ask(String script, String path) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        run(script, path, nothing(), output);
        return output.toString(StandardCharsets.UTF_8);
    }

    private void run(String script, String path, InputStream input, OutputStream output) throws IOException {
        String argument = path.startsWith("/") ? path : "./" + path;
        String command = "sh -c " + ShellQuoting.quote(script) + " sh " + ShellQuoting.quote(argument);
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        try {
            int status = new RemoteCommand(connection, command).run(input, output, errors);
            if (status != 0) {
                String said = errors.toString(StandardCharsets.UTF_8).strip();
                throw new IOException(said.isEmpty() ? path + ": exit status " + status : said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The copy was cancelled");
        }
    }

    private static InputStream nothing() {
        return new ByteArrayInputStream(new byte[0]);
    }

    @Override
    public void close() {}
}
