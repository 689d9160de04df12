package dev.lmcp.schema.reflect;

import dev.lmcp.schema.Codec;
import dev.lmcp.schema.ListCodec;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

/** Makes Java arrays of JSON arrays. */
final class Arrays {

    private Arrays() {}

    static <E> Codec<Object> codec(Codec<E> item, Class<?> type) {
        return ListCodec.of(item, list -> array(list, type.getComponentType()), Arrays::items);
    }

    private static Object array(List<?> items, Class<?> component) {
        Object array = Array.newInstance(component, items.size());
        for (int i = 0; i < items.size(); i++) {
            Array.set(array, i, items.get(i));
        }
        return array;
    }

    @SuppressWarnings("unchecked")
    private static <E> List<E> items(Object array) {
        List<E> items = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            // the array was declared with this component type
            items.add((E) Array.get(array, i));
        }
        return items;
    }
}
