package dev.lmcp.schema;

import java.math.BigDecimal;
import java.time.Year;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A year of the calendar: an integer of at most four digits in JSON. */
enum YearCodec implements Codec<Year> {
    ONLY;

    private static final NumberCodec<Integer> NUMBER =
            NumberCodec.of(NumberKind.INTEGER).withMin(BigDecimal.ZERO, true).withMax(BigDecimal.valueOf(9999), true);

    @Override
    public ObjectNode schema() {
        return NUMBER.schema();
    }

    @Override
    public @Nullable Year read(JsonNode value, String pointer, Problems problems) {
        Integer number = NUMBER.read(value, pointer, problems);
        return number == null ? null : Year.of(number);
    }

    @Override
    public JsonNode write(Year value, String pointer, Problems problems) {
        return NUMBER.write(value.getValue(), pointer, problems);
    }
}
