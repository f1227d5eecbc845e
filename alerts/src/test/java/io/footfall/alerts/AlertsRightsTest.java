package io.footfall.alerts;

import static io.footfall.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.footfall.broker.DocumentedRights;
import io.footfall.broker.DocumentedUsers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rights that alerts checks at its start, and those that {@code docs/deploy.md} lists for it. */
class AlertsRightsTest {
    private static DocumentedUsers users;

    @BeforeAll
    static void start() throws Exception {
        users = new DocumentedUsers("alerts", AlertsWiring::rights);
    }

    @AfterAll
    static void stop() {
        users.close();
    }

    @Test
    void aUserWithTheDocumentedRightsLacksNothing() throws Exception {
        var user = users.addOne();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(users.problem(user)).isEmpty());
    }

    @Test
    void aUserWithoutOneOfThemLacksJustThat() throws Exception {
        var missing = users.addAllWithoutOne();

        assertThat(missing).isNotEmpty();
        missing.forEach((user, right) -> await().atMost(PATIENCE).untilAsserted(() -> assertThat(users.problem(user))
                .hasValueSatisfying(line -> assertThat(line).containsPattern(DocumentedRights.lineWithout(right)))));
    }
}
