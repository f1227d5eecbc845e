package io.footfall.alerts;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.vertx.ext.mail.StartTLSOptions;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/** The mail server that takes mails; certificates to trust beyond the system's are {@code quarkus.tls.*}. */
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

    /** Whether the connection is encrypted from its first byte. */
    @WithDefault("false")
    boolean tls();

    /** Whether it is encrypted before anything is said; if nothing is set, wherever a password is. */
    Optional<StartTLSOptions> startTls();
}
