package dev.lmcp.schema.reflect;

import dev.lmcp.schema.Member;
import dev.lmcp.schema.ObjectCodec;
import dev.lmcp.schema.Problems;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes records by their canonical constructors, and takes them apart by their accessors. */
final class RecordCodec {

    private RecordCodec() {}

    static ObjectCodec<Object> of(List<Member<?, ?>> members, MethodHandle constructor, List<MethodHandle> accessors) {
        List<Function<Object, @Nullable Object>> read = new ArrayList<>();
        accessors.forEach(accessor -> read.add(value -> component(accessor, value)));
        return ObjectCodec.of(
                members, (values, pointer, problems) -> make(constructor, values, pointer, problems), read);
    }

    private static @Nullable Object make(
            MethodHandle constructor, @Nullable Object[] values, String pointer, Problems problems) {
        try {
            return (Object) constructor.invokeExact(values);
        } catch (IllegalArgumentException e) {
            problems.add(pointer, Problems.refusal(e));
            return null;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a constructor of a record threw a checked exception", e);
        }
    }

    private static @Nullable Object component(MethodHandle accessor, Object value) {
        try {
            return (Object) accessor.invokeExact(value);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("an accessor of a record threw a checked exception", e);
        }
    }
}
