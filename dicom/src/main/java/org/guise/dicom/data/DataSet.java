package org.guise.dicom.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A data set or an item of a sequence: elements in the order of the file, new ones at the place that their tags give
 * them. What is not set or removed is written with the bytes it was read from. Not thread-safe.
 */
public final class DataSet implements Iterable<Element> {
    private final List<Element> elements = new ArrayList<>();
    private final boolean explicit;
    private final boolean undefinedLength;

    /**
     * An empty data set.
     *
     * @param explicit whether its elements state their VR when written
     */
    public DataSet(boolean explicit) {
        this(explicit, false);
    }

    /** @param undefinedLength whether it is an item that ends by a delimiter instead of stating its length */
    DataSet(boolean explicit, boolean undefinedLength) {
        this.explicit = explicit;
        this.undefinedLength = undefinedLength;
    }

    /** Whether its elements state their VR when written. */
    public boolean isExplicit() {
        return explicit;
    }

    boolean hasUndefinedLength() {
        return undefinedLength;
    }

    /** The elements in their order; modifying the data set while iterating is not allowed. */
    @Override
    public Iterator<Element> iterator() {
        return Collections.unmodifiableList(elements).iterator();
    }

    /** A copy of the list of elements: the data set may be modified while it is walked. */
    public List<Element> elements() {
        return List.copyOf(elements);
    }

    /** The number of elements. */
    public int size() {
        return elements.size();
    }

    /** The element with this tag. */
    public Optional<Element> get(int tag) {
        int i = indexOf(tag);
        return i < 0 ? Optional.empty() : Optional.of(elements.get(i));
    }

    /** Whether there is an element with this tag, be it empty. */
    public boolean contains(int tag) {
        return indexOf(tag) >= 0;
    }

    /** The first value of a text that is not empty. */
    public Optional<String> string(int tag) {
        return get(tag).map(Element::strings)
                .filter(s -> !s.isEmpty())
                .map(List::getFirst)
                .filter(s -> !s.isEmpty());
    }

    /** All values of a text, see {@link Element#strings}; none if there is no such element. */
    public List<String> strings(int tag) {
        return get(tag).map(Element::strings).orElse(List.of());
    }

    /** The first number; empty if there is none. */
    public OptionalDouble number(int tag) {
        double[] all = numbers(tag);
        return all.length == 0 || Double.isNaN(all[0]) ? OptionalDouble.empty() : OptionalDouble.of(all[0]);
    }

    /** All numbers of a DS, IS or binary element; see {@link Element#numbers}. */
    public double[] numbers(int tag) {
        return get(tag).map(Element::numbers).orElse(new double[0]);
    }

    /** The first number as an integer; empty if there is none or it is no integer of 32 bits. */
    public OptionalInt integer(int tag) {
        OptionalDouble n = number(tag);
        return n.isPresent() && n.getAsDouble() == (int) n.getAsDouble()
                ? OptionalInt.of((int) n.getAsDouble())
                : OptionalInt.empty();
    }

    /** The items of a sequence, which may be modified; none if there is no such sequence. */
    public List<DataSet> items(int tag) {
        return get(tag).map(Element::items).orElse(List.of());
    }

    /** The first item of a sequence. */
    public Optional<DataSet> item(int tag) {
        List<DataSet> items = items(tag);
        return items.isEmpty() ? Optional.empty() : Optional.of(items.getFirst());
    }

    /** Puts an element, in the place of the one with its tag or else where its tag belongs. */
    public void put(Element element) {
        int i = indexOf(element.tag());
        if (i >= 0) {
            elements.set(i, element);
            return;
        }
        int at = 0;
        while (at < elements.size() && Integer.compareUnsigned(elements.get(at).tag(), element.tag()) < 0) {
            at++;
        }
        elements.add(at, element);
    }

    /** Sets a text; see {@link Element#of(int, Vr, String...)}. */
    public void setString(int tag, Vr vr, String... values) {
        put(Element.of(tag, vr, values));
    }

    /** Sets numbers; see {@link Element#of(int, Vr, double...)}. */
    public void setNumbers(int tag, Vr vr, double... values) {
        put(Element.of(tag, vr, values));
    }

    /** Sets bytes; see {@link Element#of(int, Vr, byte[])}. */
    public void setBytes(int tag, Vr vr, byte[] value) {
        put(Element.of(tag, vr, value));
    }

    /** Sets a sequence; its items must be explicit as this data set is. */
    public void setItems(int tag, List<DataSet> items) {
        for (DataSet item : items) {
            if (item.explicit != explicit) {
                throw new IllegalArgumentException(Tag.text(tag) + ": the item is encoded otherwise than its data set");
            }
        }
        put(new Element(tag, Vr.SQ, new Element.Sequence(items)));
    }

    /** Adds an empty item to a sequence, which is made if it is not there, and returns the item. */
    public DataSet addItem(int tag) {
        DataSet item = new DataSet(explicit);
        if (get(tag).map(Element::value).orElse(null) instanceof Element.Sequence s) {
            // the items of a UN sequence are implicit whatever surrounds them
            DataSet like = s.items().isEmpty() ? item : new DataSet(s.items().getFirst().explicit);
            s.items().add(like);
            return like;
        }
        put(new Element(tag, Vr.SQ, new Element.Sequence(List.of(item))));
        return item;
    }

    /** Removes an element; whether there was one. */
    public boolean remove(int tag) {
        int i = indexOf(tag);
        if (i >= 0) {
            elements.remove(i);
        }
        return i >= 0;
    }

    /** Adds at the end, whatever the tag; for the parser. */
    void append(Element element) {
        elements.add(element);
    }

    /** The last element; there must be one. */
    Element last() {
        return elements.getLast();
    }

    private int indexOf(int tag) {
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i).tag() == tag) {
                return i;
            }
        }
        return -1;
    }
}
