package io.footfall.alerts;

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
import java.util.concurrent.TimeUnit;

/**
 * Settings in; the client of the mail server out. Quarkus's own mailer would keep a connection on which
 * the server says nothing for ever, and after ten of them no mail would leave any more.
 */
final class MailServer {
    @Produces
    @Singleton
    MailClient client(Vertx vertx, SmtpConfig smtp, AlertsConfig config, TlsConfigurationRegistry certificates) {
        if (smtp.username().isPresent() != smtp.password().isPresent()) {
            throw new IllegalArgumentException("smtp.username and smtp.password are set together or not at all");
        }
        int timeout = Math.toIntExact(config.delivery().timeout().toMillis());
        var mail = new MailConfig(smtp.host(), smtp.port())
                .setSsl(smtp.tls())
                .setStarttls(smtp.startTls()
                        .orElse(smtp.password().isPresent() ? requiredUnless(smtp.tls()) : StartTLSOptions.OPTIONAL))
                .setLogin(smtp.username().isPresent() ? LoginOption.REQUIRED : LoginOption.DISABLED)
                // Alerts are rare: by the next one a connection that was kept has died somewhere on the way.
                .setKeepAlive(false)
                // Whoever has left must not keep those who are still there from being told.
                .setAllowRcptErrors(true)
                .setConnectTimeout(timeout)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(timeout);
        mail.setHostnameVerificationAlgorithm("HTTPS");
        smtp.username().ifPresent(mail::setUsername);
        smtp.password().ifPresent(mail::setPassword);
        certificates.getDefault().ifPresent(own -> trust(mail, own));
        return MailClient.create(vertx, mail);
    }

    private static StartTLSOptions requiredUnless(boolean isEncrypted) {
        return isEncrypted ? StartTLSOptions.DISABLED : StartTLSOptions.REQUIRED;
    }

    private static void trust(MailConfig mail, TlsConfiguration own) {
        if (own.getTrustStoreOptions() != null) {
            mail.setTrustOptions(own.getTrustStoreOptions());
        }
    }

    void close(@Disposes MailClient client) {
        var unused = client.close();
    }
}
