package io.footfall.dashboard;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsStringIgnoringCase;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.net.URL;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the deployed settings, only users with a password are let in. */
@QuarkusTest
@TestProfile(AccessTest.Deployed.class)
class AccessTest {
    /** Hash of the password "pw". */
    private static final String HASH = "$2y$12$abcdefghijklmnopqrstuunYdhHrPrQsWwVD7FJZar2U048CuDd2m";

    /** Updates at once: {@link LoginFloodTest} is to see the flood, not the throttle. */
    public static final class Deployed implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "footfall.access", "authenticated",
                    "footfall.users.ann", HASH,
                    "footfall.dashboard.update-interval", "100ms");
        }
    }

    @TestHTTPResource(value = "", management = true)
    URL management;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/stream",
                "/api/traffic",
                "/dashboard.js",
                "/stream.js",
                "/dashboard.css",
                "/q/openapi",
                "/none"
            })
    void requestsWithoutAUserOrWithAWrongPasswordAreRejected(String path) {
        given().get(path).then().statusCode(401).header("WWW-Authenticate", containsStringIgnoringCase("basic realm"));
        as("ann", "wrong").get(path).then().statusCode(401);
        as("bob", "pw").get(path).then().statusCode(401);
    }

    @Test
    void aUserLogsInRepeatedlyAndAWrongPasswordIsStillRejected() {
        as("ann", "pw").get("/").then().statusCode(200);
        as("ann", "pw").get("/api/traffic").then().statusCode(200);
        as("ann", "wrong").get("/").then().statusCode(401);
        as("ann", "pw").get("/").then().statusCode(200);
    }

    @Test
    void rejectedRequestsGetTheSecurityHeadersToo() {
        given().get("/").then().header("X-Content-Type-Options", "nosniff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"health/live", "metrics"})
    void probesAreOnTheManagementInterfaceOnlyAndNeedNoPassword(String path) {
        given().get(management + path).then().statusCode(200);
        given().get("/q/" + path).then().statusCode(401);
        as("ann", "pw").get("/q/" + path).then().statusCode(404);
    }

    private static RequestSpecification as(String user, String password) {
        return given().auth().preemptive().basic(user, password);
    }
}
