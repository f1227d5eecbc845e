package io.footfall.alerts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.footfall.broker.LocalBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The native binary and a mail server that speaks TLS only and asks for a password. */
@QuarkusIntegrationTest
@WithTestResource(SecureMailIT.Surroundings.class)
class SecureMailIT {
    private GreenMail mail;

    /** A broker, and the mail server with a certificate that nobody has signed. */
    public static final class Surroundings implements QuarkusTestResourceLifecycleManager {
        private LocalBroker broker;
        private GreenMail mail;

        @Override
        public Map<String, String> start() {
            try {
                broker = new LocalBroker();
            } catch (Exception e) {
                throw new IllegalStateException("the broker did not start", e);
            }
            mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
            mail.setUser("footfall@example.org", "footfall", "secret");
            mail.start();
            return Map.of(
                    "kafka.bootstrap.servers", broker.address(),
                    "quarkus.mailer.host", "127.0.0.1",
                    "quarkus.mailer.port", Integer.toString(mail.getSmtps().getPort()),
                    "quarkus.mailer.tls", "true",
                    "quarkus.mailer.trust-all", "true",
                    "quarkus.mailer.username", "footfall",
                    "quarkus.mailer.password", "secret",
                    "footfall.alerts.receivers.duty.type", "mail",
                    "footfall.alerts.receivers.duty.to", "duty@example.org");
        }

        @Override
        public void inject(TestInjector injector) {
            injector.injectIntoFields(mail, new TestInjector.MatchesType(GreenMail.class));
        }

        @Override
        public void stop() {
            mail.stop();
            broker.close();
        }
    }

    @Test
    void aMailIsDelivered() {
        given().post("/alerts/test").then().statusCode(200).body("duty.outcome", is("delivered"));

        assertThat(mail.getReceivedMessages()).hasSize(1);
    }
}
