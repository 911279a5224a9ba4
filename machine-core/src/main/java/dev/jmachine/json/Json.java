package dev.jmachine.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads and writes JSON objects as plain collections; loses nothing and keeps the order of keys.
 *
 * <p>Objects become {@code LinkedHashMap}s, arrays {@code ArrayList}s, numbers {@code Integer}, {@code Long},
 * {@code BigInteger} or, with a fraction or exponent, {@code BigDecimal}. Written text looks as Go's {@code
 * json.MarshalIndent} makes it with four blanks, which is how docker-machine writes, so that a rewrite changes only
 * what was meant to. Instances are thread-safe.
 *
 * <p>The streaming layer of Jackson is used directly: binding, even its small form, costs start-up time that a listing
 * of many machines shows.
 */
public final class Json {
    private final JsonFactory factory = new JsonFactory();

    /**
     * Read a text that is one JSON object.
     *
     * @throws IOException if it is anything else; the message tells where and never quotes what stands there
     */
    public Map<String, Object> read(byte[] text) throws IOException {
        try (JsonParser parser = factory.createParser(text)) {
            return only(parser, JsonToken.START_OBJECT, "object", Json::object);
        }
    }

    /**
     * Read a text that is one JSON array; otherwise as {@link #read}.
     *
     * @throws IOException if it is anything else
     */
    public List<Object> readArray(byte[] text) throws IOException {
        try (JsonParser parser = factory.createParser(text)) {
            return only(parser, JsonToken.START_ARRAY, "array", Json::array);
        }
    }

    /** Reads what a parser stands at the beginning of. */
    private interface Reading<T> {
        T from(JsonParser parser) throws IOException;
    }

    private static <T> T only(JsonParser parser, JsonToken start, String kind, Reading<T> reading) throws IOException {
        try {
            if (parser.nextToken() != start) {
                throw new IOException("it is not a JSON " + kind);
            }
            T whole = reading.from(parser);
            if (parser.nextToken() != null) {
                throw new IOException("something follows the JSON " + kind);
            }
            return whole;
        } catch (JacksonException e) {
            // Not passed on as the cause: its message quotes the text, which may hold a secret.
            JsonLocation place = parser.currentLocation();
            throw new IOException(
                    "it is not valid JSON at line " + place.getLineNr() + ", column " + place.getColumnNr());
        }
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            object.put(key, value(parser));
        }
        return object;
    }

    private static List<Object> array(JsonParser parser) throws IOException {
        List<Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }

    private static Object value(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT:
                return object(parser);
            case START_ARRAY:
                return array(parser);
            case VALUE_STRING:
                return parser.getText();
            case VALUE_NUMBER_INT:
                return parser.getNumberValue();
            case VALUE_NUMBER_FLOAT:
                return parser.getDecimalValue();
            case VALUE_TRUE:
                return true;
            case VALUE_FALSE:
                return false;
            default:
                return null;
        }
    }

    /**
     * Return an object as text, without a line end after it.
     *
     * @param object made of texts, numbers, truth values, nulls, lists and maps with text keys
     * @throws IllegalArgumentException if it holds anything else
     */
    public String write(Map<String, ?> object) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = factory.createGenerator(text)) {
            generator.setPrettyPrinter(new IndentingPrinter());
            generator.setCharacterEscapes(new HtmlEscapes());
            write(generator, object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator generator, Object value) throws IOException {
        if (value instanceof Map<?, ?> object) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> entry : object.entrySet()) {
                generator.writeFieldName((String) entry.getKey());
                write(generator, entry.getValue());
            }
            generator.writeEndObject();
        } else if (value instanceof List<?> array) {
            generator.writeStartArray();
            for (Object element : array) {
                write(generator, element);
            }
            generator.writeEndArray();
        } else {
            writeScalar(generator, value);
        }
    }

    private static void writeScalar(JsonGenerator generator, Object value) throws IOException {
        if (value == null) {
            generator.writeNull();
        } else if (value instanceof String string) {
            generator.writeString(string);
        } else if (value instanceof Boolean truth) {
            generator.writeBoolean(truth);
        } else if (value instanceof Number number) {
            generator.writeNumber(number.toString());
        } else {
            throw new IllegalArgumentException("not a JSON value: " + value.getClass().getName());
        }
    }

    /** Four blanks, one element a line, and nothing inside of what is empty. */
    private static final class IndentingPrinter extends DefaultPrettyPrinter {
        private static final long serialVersionUID = 1L;

        IndentingPrinter() {
            super(Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                    .withObjectEmptySeparator("")
                    .withArrayEmptySeparator(""));
            DefaultIndenter fourBlanks = new DefaultIndenter("    ", "\n");
            indentObjectsWith(fourBlanks);
            indentArraysWith(fourBlanks);
        }
    }

    /** Escapes what Go escapes beyond the standard, so that the text may stand in HTML and JavaScript. */
    private static final class HtmlEscapes extends CharacterEscapes {
        private static final long serialVersionUID = 1L;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] escapes = standardAsciiEscapesForJSON();
            escapes['<'] = ESCAPE_CUSTOM;
            escapes['>'] = ESCAPE_CUSTOM;
            escapes['&'] = ESCAPE_CUSTOM;
            return escapes;
        }

        @Override
        public SerializableString getEscapeSequence(int character) {
            switch (character) {
                case '<':
                    return new SerializedString("\\u003c");
                case '>':
                    return new SerializedString("\\u003e");
                case '&':
                    return new SerializedString("\\u0026");
                case 0x2028:
                    return new SerializedString("\\u2028");
                case 0x2029:
                    return new SerializedString("\\u2029");
                default:
                    return null;
            }
        }
    }
}
