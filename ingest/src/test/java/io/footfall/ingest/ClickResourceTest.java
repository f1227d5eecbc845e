package io.footfall.ingest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** The endpoint without its log, which is how it stands whenever the broker is away. */
@QuarkusTest
class ClickResourceTest {
    @Test
    void aClickIsNotTakenWhileTheLogIsUnavailable() {
        given().body("{}")
                .post("/clicks")
                .then()
                .statusCode(503)
                .header("Retry-After", "2")
                .body("success", equalTo(false));
    }

    @Test
    void whatIsNotJsonIsRefusedWithAReason() {
        given().body("nonsense")
                .post("/clicks")
                .then()
                .statusCode(400)
                .body("success", equalTo(false))
                .body("message", containsString("not JSON"));
    }

    @Test
    void aBrokenElementOfAnArrayIsNamed() {
        given().body("[{},{},{\"a\":}]")
                .post("/clicks")
                .then()
                .statusCode(400)
                .body("message", startsWith("element 2 is not JSON"));
    }

    @Test
    void aClickLargerThanTheLogTakesIsRefused() {
        given().body("{\"a\":\"" + "x".repeat(70_000) + "\"}")
                .post("/clicks")
                .then()
                .statusCode(413)
                .body("success", equalTo(false));
    }

    @Test
    void anArrayThatCanNeverBeTakenIsNotAskedForAgain() {
        given().body("[" + "{},".repeat(50_000) + "{}]")
                .post("/clicks")
                .then()
                .statusCode(413)
                .body("message", containsString("50000 clicks"));
    }

    @Test
    void aBodyBeyondTheLimitIsRefused() {
        given().body("[" + " ".repeat(2_000_000) + "]").post("/clicks").then().statusCode(413);
    }

    @Test
    void theServiceIsAliveButNotReadyWithoutItsLog() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(503);
    }
}
