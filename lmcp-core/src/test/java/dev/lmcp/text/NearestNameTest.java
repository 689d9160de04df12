package dev.lmcp.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {

    @Test
    void countsLettersPutInTakenOutAndReplaced() {
        assertThat(NearestName.distance("", "")).isZero();
        assertThat(NearestName.distance("path", "path")).isZero();
        assertThat(NearestName.distance("pth", "path")).isEqualTo(1);
        assertThat(NearestName.distance("ptah", "path")).isEqualTo(2);
        assertThat(NearestName.distance("", "abc")).isEqualTo(3);
        assertThat(NearestName.distance("kitten", "sitting")).isEqualTo(3);
    }

    @Test
    void suggestsTheNearestNameOnlyWhereItIsNear() {
        List<String> known = List.of("lmcp.limits.page-size", "lmcp.path", "lmcp.name");

        assertThat(NearestName.suggest("lmcp.limits.page-sizes", known))
                .isEqualTo("; did you mean 'lmcp.limits.page-size'?");
        assertThat(NearestName.suggest("lmcp.mane", known)).isEqualTo("; did you mean 'lmcp.name'?");
        assertThat(NearestName.suggest("lmcp.colour", known)).isEmpty();
        assertThat(NearestName.suggest("lmcp.x", List.of())).isEmpty();
    }
}
