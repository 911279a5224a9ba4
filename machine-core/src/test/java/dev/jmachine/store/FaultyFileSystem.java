package dev.jmachine.store;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardOpenOption;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The real file system with a fault in it: counts everything that changes something, and lets the one of a given
 * number fail. Reading always works.
 */
final class FaultyFileSystem extends FileSystem {

    /** What happens at the change of the given number. */
    enum Fault {
        /** Nothing: changes are counted only. */
        NONE,
        /** It fails as on a full disk; later ones work. */
        FULL_DISK,
        /** The process dies: half of what was to be written is written, and nothing is changed any more. */
        DEATH
    }

    /** Takes the place of the end of the process. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final FileSystem real;
    private final Fault fault;
    private final int faultyChange;
    private final FaultyProvider provider;
    private int changes;

    FaultyFileSystem(Path anywhere, Fault fault, int faultyChange) {
        this.real = anywhere.getFileSystem();
        this.provider = new FaultyProvider(real.provider());
        this.fault = fault;
        this.faultyChange = faultyChange;
    }

    /** Return how many changes were tried. */
    int changes() {
        return changes;
    }

    /** Return the path in this file system. */
    Path faulty(Path path) {
        return new FaultyPath(this, path);
    }

    private Path faultyOrNull(Path path) {
        return path == null ? null : faulty(path);
    }

    private static Path real(Path path) {
        return path instanceof FaultyPath faulty ? faulty.real() : path;
    }

    private boolean isFaulty() {
        changes++;
        return fault == Fault.DEATH && changes >= faultyChange || fault == Fault.FULL_DISK && changes == faultyChange;
    }

    private void change() throws IOException {
        if (isFaulty()) {
            fail();
        }
    }

    private void fail() throws IOException {
        if (fault == Fault.DEATH) {
            throw new Death();
        }
        throw new IOException("No space left on device");
    }

    /** A path whose operations go through the faulty provider. */
    private record FaultyPath(FaultyFileSystem system, Path real) implements Path {
        @Override
        public FileSystem getFileSystem() {
            return system;
        }

        @Override
        public boolean isAbsolute() {
            return real.isAbsolute();
        }

        @Override
        public Path getRoot() {
            return system.faultyOrNull(real.getRoot());
        }

        @Override
        public Path getFileName() {
            return system.faultyOrNull(real.getFileName());
        }

        @Override
        public Path getParent() {
            return system.faultyOrNull(real.getParent());
        }

        @Override
        public int getNameCount() {
            return real.getNameCount();
        }

        @Override
        public Path getName(int index) {
            return system.faulty(real.getName(index));
        }

        @Override
        public Path subpath(int begin, int end) {
            return system.faulty(real.subpath(begin, end));
        }

        @Override
        public boolean startsWith(Path other) {
            return real.startsWith(real(other));
        }

        @Override
        public boolean endsWith(Path other) {
            return real.endsWith(real(other));
        }

        private static Path real(Path path) {
            return FaultyFileSystem.real(path);
        }

        @Override
        public Path normalize() {
            return system.faulty(real.normalize());
        }

        @Override
        public Path resolve(Path other) {
            return system.faulty(real.resolve(real(other)));
        }

        @Override
        public Path relativize(Path other) {
            return system.faulty(real.relativize(real(other)));
        }

        @Override
        public URI toUri() {
            return real.toUri();
        }

        @Override
        public Path toAbsolutePath() {
            return system.faulty(real.toAbsolutePath());
        }

        @Override
        public Path toRealPath(LinkOption... options) throws IOException {
            return system.faulty(real.toRealPath(options));
        }

        @Override
        public java.nio.file.WatchKey register(WatchService watcher, java.nio.file.WatchEvent.Kind<?>[] events,
                java.nio.file.WatchEvent.Modifier... modifiers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int compareTo(Path other) {
            return real.compareTo(real(other));
        }

        @Override
        public String toString() {
            return real.toString();
        }
    }

    /** Passes everything on, and counts what changes something. */
    private final class FaultyProvider extends FileSystemProvider {
        private final FileSystemProvider realProvider;

        FaultyProvider(FileSystemProvider realProvider) {
            this.realProvider = realProvider;
        }

        @Override
        public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
                throws IOException {
            boolean makes = options.contains(StandardOpenOption.CREATE_NEW)
                    || options.contains(StandardOpenOption.CREATE) && !java.nio.file.Files.exists(real(path));
            if (makes) {
                change();
            }
            return new FaultyChannel(realProvider.newFileChannel(real(path), options, attributes));
        }

        @Override
        public SeekableByteChannel newByteChannel(Path path, Set<? extends OpenOption> options,
                FileAttribute<?>... attributes) throws IOException {
            return options.contains(StandardOpenOption.WRITE)
                    ? newFileChannel(path, options, attributes)
                    : realProvider.newByteChannel(real(path), options, attributes);
        }

        @Override
        public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
                throws IOException {
            DirectoryStream<Path> stream =
                    realProvider.newDirectoryStream(real(folder), entry -> filter.accept(faulty(entry)));
            return new DirectoryStream<>() {
                @Override
                public Iterator<Path> iterator() {
                    Iterator<Path> entries = stream.iterator();
                    return new Iterator<>() {
                        @Override
                        public boolean hasNext() {
                            return entries.hasNext();
                        }

                        @Override
                        public Path next() {
                            return faulty(entries.next());
                        }
                    };
                }

                @Override
                public void close() throws IOException {
                    stream.close();
                }
            };
        }

        @Override
        public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
            change();
            realProvider.createDirectory(real(folder), attributes);
        }

        @Override
        public void delete(Path path) throws IOException {
            change();
            realProvider.delete(real(path));
        }

        @Override
        public void move(Path source, Path target, CopyOption... options) throws IOException {
            change();
            realProvider.move(real(source), real(target), options);
        }

        @Override
        public void copy(Path source, Path target, CopyOption... options) throws IOException {
            change();
            realProvider.copy(real(source), real(target), options);
        }

        @Override
        public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
            change();
            realProvider.setAttribute(real(path), attribute, value, options);
        }

        @Override
        public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
            V view = realProvider.getFileAttributeView(real(path), type, options);
            return type.cast(java.lang.reflect.Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                    (proxy, method, arguments) -> {
                        if (method.getName().startsWith("set")) {
                            change();
                        }
                        return method.invoke(view, arguments);
                    }));
        }

        @Override
        public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
                throws IOException {
            return realProvider.readAttributes(real(path), type, options);
        }

        @Override
        public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
                throws IOException {
            return realProvider.readAttributes(real(path), attributes, options);
        }

        @Override
        public void checkAccess(Path path, AccessMode... modes) throws IOException {
            realProvider.checkAccess(real(path), modes);
        }

        @Override
        public boolean isSameFile(Path path, Path other) throws IOException {
            return realProvider.isSameFile(real(path), real(other));
        }

        @Override
        public boolean isHidden(Path path) throws IOException {
            return realProvider.isHidden(real(path));
        }

        @Override
        public FileStore getFileStore(Path path) throws IOException {
            return realProvider.getFileStore(real(path));
        }

        @Override
        public String getScheme() {
            return "faulty";
        }

        @Override
        public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileSystem getFileSystem(URI uri) {
            return FaultyFileSystem.this;
        }

        @Override
        public Path getPath(URI uri) {
            throw new UnsupportedOperationException();
        }
    }

    /** Counts writes, truncations and syncs. */
    private final class FaultyChannel extends DelegatingFileChannel {
        private final AtomicBoolean cut = new AtomicBoolean();

        FaultyChannel(FileChannel channel) {
            super(channel);
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            cutShort(source);
            return super.write(source);
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            cutShort(source);
            return super.write(source, position);
        }

        private void cutShort(ByteBuffer source) throws IOException {
            if (isFaulty()) {
                if (cut.compareAndSet(false, true) && changes == faultyChange) {
                    super.write(source.slice(source.position(), source.remaining() / 2));
                }
                fail();
            }
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            change();
            return super.truncate(size);
        }

        /** Counted but not done: these tests end processes, not the power supply, and it takes most of their time. */
        @Override
        public void force(boolean metadata) throws IOException {
            change();
        }
    }

    @Override
    public FileSystemProvider provider() {
        return provider;
    }

    @Override
    public void close() {
        // There is nothing to close.
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public String getSeparator() {
        return real.getSeparator();
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        return Collections.emptyList();
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        return real.getFileStores();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return real.supportedFileAttributeViews();
    }

    @Override
    public Path getPath(String first, String... more) {
        return faulty(real.getPath(first, more));
    }

    @Override
    public PathMatcher getPathMatcher(String pattern) {
        PathMatcher matcher = real.getPathMatcher(pattern);
        return path -> matcher.matches(real(path));
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        return real.getUserPrincipalLookupService();
    }

    @Override
    public WatchService newWatchService() {
        throw new UnsupportedOperationException();
    }
}
