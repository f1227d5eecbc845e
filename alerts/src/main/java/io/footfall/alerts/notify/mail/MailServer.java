package io.footfall.alerts.notify.mail;

import io.footfall.alerts.AlertsConfig;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.StartTLSOptions;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Creates the client of the mail server. Quarkus's own mailer has no idle timeout: a server that stops answering would
 * block a connection for ever, and after ten of them all mail.
 */
final class MailServer {
    /** An address that is gone does not refuse a connection: it does not answer. */
    private static final int MAX_CONNECT_MILLIS = 5_000;

    @Produces
    @Singleton
    MailClient client(Vertx vertx, SmtpConfig smtp, AlertsConfig config, TlsConfigurationRegistry certificates) {
        var mail = options(smtp, config.delivery().attemptTimeout());
        certificates.getDefault().ifPresent(configured -> trust(mail, configured));
        return MailClient.create(vertx, mail);
    }

    static MailConfig options(SmtpConfig smtp, Duration attemptTimeout) {
        if (smtp.username().isPresent() != smtp.password().isPresent()) {
            throw new IllegalArgumentException("smtp.username and smtp.password must both be set, or neither");
        }
        int timeout = Math.toIntExact(attemptTimeout.toMillis());
        var mail = new MailConfig(smtp.host(), smtp.port())
                .setOwnHostname(smtp.hello()
                        .map(name -> HelloName.validated("smtp.hello", name))
                        .orElseGet(HelloName::ofThisMachine))
                .setSsl(smtp.tls())
                .setStarttls(smtp.startTls()
                        .orElse(smtp.password().isPresent() ? requiredUnless(smtp.tls()) : StartTLSOptions.OPTIONAL))
                .setLogin(smtp.username().isPresent() ? LoginOption.REQUIRED : LoginOption.DISABLED)
                // Alerts are rare: a firewall may have cut an idle connection before the next alert fires.
                .setKeepAlive(false)
                // One refused recipient must not block the others.
                .setAllowRcptErrors(true)
                .setConnectTimeout(Math.min(timeout, MAX_CONNECT_MILLIS))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(timeout);
        // The idle timeout begins after the handshake.
        mail.setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS).setSslHandshakeTimeout(timeout);
        mail.setHostnameVerificationAlgorithm("HTTPS");
        smtp.username().ifPresent(mail::setUsername);
        smtp.password().ifPresent(mail::setPassword);
        return mail;
    }

    private static StartTLSOptions requiredUnless(boolean isEncrypted) {
        return isEncrypted ? StartTLSOptions.DISABLED : StartTLSOptions.REQUIRED;
    }

    private static void trust(MailConfig mail, TlsConfiguration configured) {
        if (configured.getTrustStoreOptions() != null) {
            mail.setTrustOptions(configured.getTrustStoreOptions());
        }
    }

    void close(@Disposes MailClient client) {
        var unused = client.close();
    }
}
