package dev.lmcp;

import static dev.lmcp.Trees.object;
import static dev.lmcp.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lmcp.annotation.Description;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Forms that are records. */
class RecordFormTest {

    private enum Size {
        SMALL,
        LARGE
    }

    private record Confirmation(
            @Description("Whether to go on") boolean sure,
            Size size,
            Set<Size> others,
            LocalDate day,
            UUID id,
            Optional<String> remark) {}

    @Test
    void askForFlatValues() {
        FormElicitation<Confirmation> form = InputRequest.form("Sure?", Confirmation.class);

        assertThat(form.schema())
                .isEqualTo(tree("{'type':'object','properties':{"
                        + "'sure':{'type':'boolean','description':'Whether to go on'},"
                        + "'size':{'type':'string','enum':['SMALL','LARGE']},"
                        + "'others':{'type':'array','items':{'type':'string','enum':['SMALL','LARGE']}},"
                        + "'day':{'type':'string','format':'date'},'id':{'type':'string'},'remark':{'type':'string'}},"
                        + "'required':['sure','size','others','day','id']}"));
        assertThat(form.read(object("{'sure':true,'size':'LARGE','others':['SMALL'],'day':'2026-11-28',"
                        + "'id':'7d444840-9dc0-11d1-b245-5ffdce74fad2','more':1}")))
                .contains(new Confirmation(
                        true,
                        Size.LARGE,
                        Set.of(Size.SMALL),
                        LocalDate.of(2026, 11, 28),
                        UUID.fromString("7d444840-9dc0-11d1-b245-5ffdce74fad2"),
                        Optional.empty()));
    }

    private record Nested(Confirmation inner) {}

    private record Many(List<String> texts) {}

    private record Named(Map<String, String> texts) {}

    private record Open(JsonNode any) {}

    @Test
    void areRefusedAtOnceIfTheyAreNotFlat() {
        String kinds = "; expected text, a number, a boolean or choices, as a form has no structure:"
                + " ask for the parts in fields of their own";

        assertRefused(Nested.class, "the form's field 'inner' is an object" + kinds);
        assertRefused(
                Many.class,
                "the form's field 'texts' is a list of anything; expected a list of choices: use choices(…)");
        assertRefused(Named.class, "the form's field 'texts' is an object" + kinds);
        assertRefused(Open.class, "the form's field 'any' has no type" + kinds);
    }

    private static void assertRefused(Class<?> type, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InputRequest.form("?", type))
                .withMessage(message);
    }
}
