package org.wirestat.cli.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wirestat.cli.Golden;

/** The page that documents the fields of machine outputs says what the code does. */
class FieldsPageTest {

    @Test
    void thePageIsMadeOfTheFieldsThemselves() {
        Golden.page("fields.md", FieldsPage.text());
    }

    @Test
    void namesAreLowerSnakeCaseAndStandOnceInARow() {
        for (FieldsPage.Chapter<?> chapter : FieldsPage.CHAPTERS) {
            Set<String> names = new HashSet<>();
            for (Field<?> field : chapter.fields()) {
                assertTrue(field.fieldName().matches("[a-z][a-z0-9]*(_[a-z0-9]+)*"), field.fieldName());
                assertTrue(names.add(field.fieldName()), field.fieldName());
            }
        }
    }

    @Test
    void namesThatScriptsKnowStay() {
        assertEquals(
                List.of(
                        "type",
                        "time",
                        "proto",
                        "local_address",
                        "local_port",
                        "foreign_address",
                        "foreign_port",
                        "state",
                        "basis",
                        "recv_q",
                        "send_q"),
                SocketField.ALL.stream().limit(11).map(Field::fieldName).toList());
    }
}
