package dev.jmachine.store;

import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the paths in a record right again after its store was moved or its folder renamed: what lay in the machine's
 * folder or in the store when it was written is now where these are. Paths elsewhere stay. Immutable.
 */
final class Relocation {
    /** Others may lie beside these when a store is, say, a home folder. */
    private static final List<String> FOLDERS_OF_A_STORE = List.of("machines", "certs", "cache", "drivers");

    private final String oldFolder;
    private final String newFolder;
    private final String oldRoot;
    private final String newRoot;

    /** Create the move of a machine's folder, the root of its store being two levels up. */
    Relocation(String oldFolder, String newFolder) {
        this.oldFolder = oldFolder;
        this.newFolder = newFolder;
        this.oldRoot = twoLevelsUp(oldFolder);
        this.newRoot = twoLevelsUp(newFolder);
    }

    /** Return whether there is anything to do. */
    boolean isNeeded() {
        return new File(oldFolder).isAbsolute() && !oldRoot.isEmpty() && !oldFolder.equals(newFolder);
    }

    private static String twoLevelsUp(String folder) {
        return levelUp(levelUp(folder));
    }

    private static String levelUp(String folder) {
        int end = folder.lastIndexOf(File.separatorChar);
        return end < 0 ? "" : folder.substring(0, end);
    }

    /** Return a copy of an object in which every text that is a path has been moved. */
    Map<String, Object> moved(Map<String, ?> object) {
        Map<String, Object> moved = new LinkedHashMap<>();
        for (Map.Entry<String, ?> entry : object.entrySet()) {
            moved.put(entry.getKey(), movedValue(entry.getValue()));
        }
        return moved;
    }

    @SuppressWarnings("unchecked") // JSON objects have no other keys than texts.
    private Object movedValue(Object value) {
        if (value instanceof String text) {
            return movedText(text);
        }
        if (value instanceof Map<?, ?> object) {
            return moved((Map<String, Object>) object);
        }
        if (value instanceof List<?> list) {
            List<Object> moved = new ArrayList<>();
            for (Object element : list) {
                moved.add(movedValue(element));
            }
            return moved;
        }
        return value;
    }

    private String movedText(String text) {
        if (isWithin(text, oldFolder)) {
            return newFolder + text.substring(oldFolder.length());
        }
        return isOfOldStore(text) ? newRoot + text.substring(oldRoot.length()) : text;
    }

    private boolean isOfOldStore(String text) {
        for (String name : FOLDERS_OF_A_STORE) {
            if (isWithin(text, oldRoot + File.separatorChar + name)) {
                return true;
            }
        }
        return text.equals(oldRoot);
    }

    private static boolean isWithin(String path, String folder) {
        return path.startsWith(folder)
                && (path.length() == folder.length() || path.charAt(folder.length()) == File.separatorChar);
    }
}
