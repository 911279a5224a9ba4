package dev.jmachine.driver.vmwarevsphere.vim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One element of a request or an answer: a data object with its properties, or a value. Immutable.
 *
 * <p>The server takes properties only in the order in which the API's reference lists them.
 *
 * @param name the element's name
 * @param type the data object's type (attribute {@code xsi:type}); empty where the place tells it
 * @param objectType the type of the managed object that is referred to (attribute {@code type}); empty for others
 * @param text the value; empty for data objects
 * @param children the properties
 */
public record VimElement(String name, String type, String objectType, String text, List<VimElement> children) {

    /** Copy the list. */
    public VimElement {
        children = List.copyOf(children);
    }

    /** Return a data object of the type that its place tells. */
    public static VimElement object(String name, VimElement... properties) {
        return new VimElement(name, "", "", "", List.of(properties));
    }

    /** Return a data object of a type. */
    public static VimElement typed(String name, String type, VimElement... properties) {
        return new VimElement(name, type, "", "", List.of(properties));
    }

    /** Return a value. */
    public static VimElement value(String name, Object value) {
        return new VimElement(name, "", "", String.valueOf(value), List.of());
    }

    /** Return a reference to a managed object. */
    public static VimElement reference(String name, ManagedObject object) {
        return new VimElement(name, "", object.type(), object.value(), List.of());
    }

    /** Return a name and text of a machine's free settings ({@code OptionValue}). */
    public static VimElement option(String name, String key, String text) {
        VimElement value = new VimElement("value", "xsd:string", "", text, List.of());
        return typed(name, "OptionValue", value("key", key), value);
    }

    /** Return a property, if it is set. */
    public Optional<VimElement> child(String property) {
        return children.stream().filter(child -> child.name.equals(property)).findFirst();
    }

    /** Return all values of a property that may have several. */
    public List<VimElement> all(String property) {
        return children.stream().filter(child -> child.name.equals(property)).toList();
    }

    /** Return a property's value, empty when it is not set. */
    public String text(String property) {
        return child(property).map(VimElement::text).orElse("");
    }

    /** Return the managed object that this refers to. */
    public ManagedObject reference() {
        return new ManagedObject(objectType, text);
    }

    /** Return the same under another name. */
    public VimElement named(String other) {
        return new VimElement(other, type, objectType, text, children);
    }

    /** Return the same with a property replaced where it stands; one that is not set stays so. */
    public VimElement replacing(VimElement property) {
        List<VimElement> replaced = new ArrayList<>(children);
        replaced.replaceAll(child -> child.name.equals(property.name) ? property : child);
        return new VimElement(name, type, objectType, text, replaced);
    }

    /** Return the same without a property. */
    public VimElement without(String property) {
        List<VimElement> left = children.stream().filter(child -> !child.name.equals(property)).toList();
        return new VimElement(name, type, objectType, text, left);
    }

    /** Return the same with more properties at its end. */
    public VimElement plus(List<VimElement> properties) {
        List<VimElement> all = new ArrayList<>(children);
        all.addAll(properties);
        return new VimElement(name, type, objectType, text, all);
    }
}
