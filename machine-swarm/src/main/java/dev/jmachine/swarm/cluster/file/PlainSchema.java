package dev.jmachine.swarm.cluster.file;

import dev.jmachine.swarm.variable.Substitution;
import java.util.Map;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import org.snakeyaml.engine.v2.schema.Schema;

/** YAML 1.2's core schema without the library's own variables: {@code ${NAME}} is text, for {@link Substitution}. */
final class PlainSchema implements Schema {
    private final Schema core = new CoreSchema();

    @Override
    public ScalarResolver getScalarResolver() {
        ScalarResolver resolver = core.getScalarResolver();
        return (value, implicit) -> {
            Tag tag = resolver.resolve(value, implicit);
            return tag.equals(Tag.ENV_TAG) ? Tag.STR : tag;
        };
    }

    @Override
    public Map<Tag, ConstructNode> getSchemaTagConstructors() {
        return core.getSchemaTagConstructors();
    }
}
