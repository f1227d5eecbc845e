package io.footfall.alerts;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URL;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the deployed settings, only users with a password are let in. */
@QuarkusTest
@WithTestResource(KafkaTestResource.class)
@TestProfile(AccessTest.Deployed.class)
class AccessTest {
    /** Hash of the password "pw". */
    private static final String HASH = "$2y$12$abcdefghijklmnopqrstuunYdhHrPrQsWwVD7FJZar2U048CuDd2m";

    public static final class Deployed implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("footfall.access", "authenticated", "footfall.users.ann", HASH);
        }
    }

    @TestHTTPResource(value = "", management = true)
    URL management;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/alerts",
                "/alerts/x",
                "/alerts/notices",
                "/silences",
                "/receivers",
                "/alerts;x=1",
                "/alerts;/notices",
                "/silences;x",
                "/receivers;x",
                "/;x/alerts",
                "//alerts",
                "/%61lerts",
                "/q/health;/../../alerts",
                "/q/openapi"
            })
    void requestsWithoutAUserOrWithAWrongPasswordAreRejected(String path) {
        given().urlEncodingEnabled(false).get(path).then().statusCode(401);
        given().urlEncodingEnabled(false)
                .auth()
                .preemptive()
                .basic("ann", "wrong")
                .get(path)
                .then()
                .statusCode(401);
        given().urlEncodingEnabled(false)
                .auth()
                .preemptive()
                .basic("bob", "pw")
                .get(path)
                .then()
                .statusCode(401);
    }

    @Test
    void requestsThatChangeSomethingNeedAPasswordToo() {
        given().post("/alerts/test").then().statusCode(401);
        given().urlEncodingEnabled(false).post("/alerts;x/test").then().statusCode(401);
        given().contentType("application/json")
                .body("{}")
                .post("/silences")
                .then()
                .statusCode(401);
        given().contentType("application/json")
                .body("{}")
                .post("/alerts/backtest")
                .then()
                .statusCode(401);
    }

    @Test
    void aUserLogsInAndIsNamedInTheSilenceThatTheyCreate() {
        var until = Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.MILLIS).toString();
        given().auth()
                .preemptive()
                .basic("ann", "pw")
                .contentType("application/json")
                .body(Map.of("rule", "flood", "until", until))
                .post("/silences")
                .then()
                .statusCode(200)
                .body("by", is("ann"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"health/live", "metrics"})
    void probesAreOnTheManagementInterfaceOnlyAndNeedNoPassword(String path) {
        given().get(management + path).then().statusCode(200);
        given().get("/q/" + path).then().statusCode(401);
        given().auth().preemptive().basic("ann", "pw").get("/q/" + path).then().statusCode(404);
    }
}
