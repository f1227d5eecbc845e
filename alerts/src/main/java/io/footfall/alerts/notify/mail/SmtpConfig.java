package io.footfall.alerts.notify.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.vertx.ext.mail.StartTLSOptions;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/** Settings of the mail server. Additional trusted certificates are {@code quarkus.tls.trust-store.*}. */
@ConfigMapping(prefix = "smtp")
public interface SmtpConfig {
    @WithDefault("localhost")
    String host();

    @WithDefault("1025")
    @Min(1)
    @Max(65_535)
    int port();

    Optional<String> username();

    Optional<String> password();

    /** Name with which this service greets the server; by default that of this machine, or its address. */
    Optional<String> hello();

    /** Whether the connection is encrypted from its first byte (implicit TLS). */
    @WithDefault("false")
    boolean tls();

    /** Whether the connection is upgraded to TLS; required by default if there is a password. */
    Optional<StartTLSOptions> startTls();
}
