package io.footfall.alerts.notify.mail;

import io.footfall.alerts.notify.DefangedText;
import io.footfall.alerts.notify.Notification;
import io.footfall.alerts.notify.Notifier;
import io.footfall.alerts.notify.Outcome;
import io.footfall.events.text.ShortHash;
import io.footfall.events.text.SingleLine;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.Variant;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailMessage;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Sends one mail, plain and HTML, to all recipients. Delivered means that the mail server has accepted it. */
public final class MailNotifier implements Notifier {
    private static final int MAX_SUBJECT = 180;

    private final String from;
    private final List<String> to;
    private final String publicUrl;
    private final MailClient client;
    private final Vertx vertx;

    /**
     * Creates a notifier for a list of recipients, who see each other.
     *
     * @param publicUrl address of the API of alerts, or empty
     */
    public MailNotifier(String from, List<String> to, String publicUrl, MailClient client, Vertx vertx) {
        this.from = from;
        this.to = List.copyOf(to);
        this.publicUrl = publicUrl;
        this.client = client;
        this.vertx = vertx;
    }

    @Override
    public CompletableFuture<Outcome> send(Notification notification) {
        var mail = mail(notification);
        var sent = new CompletableFuture<Outcome>();
        // On any thread but an event loop's, the client may miss the first line of the server.
        vertx.runOnContext(nothing -> client.sendMail(mail)
                .onSuccess(result -> sent.complete(new Outcome.Delivered(
                        refused(to.size() - result.getRecipients().size()))))
                .onFailure(failure -> MailFailure.of(failure)
                        .ifPresentOrElse(sent::complete, () -> sent.completeExceptionally(failure))));
        return sent;
    }

    private static String refused(int recipients) {
        return recipients > 0 ? recipients + " of the recipients were refused by the mail server" : null;
    }

    @Override
    public String addressHash() {
        return ShortHash.of(String.join(",", to));
    }

    private MailMessage mail(Notification notification) {
        var readable = DefangedText.of(notification);
        return headers(notification)
                .setText(text(readable, Variant.TEXT_PLAIN))
                .setHtml(text(readable, Variant.TEXT_HTML));
    }

    MailMessage headers(Notification notification) {
        var mail = new MailMessage().setFrom(from).setTo(to);
        // setSubject takes no folded line.
        mail.addHeader("Subject", EncodedWords.of(subject(notification)));
        // Mailboxes drop a mail that is sent twice.
        mail.addHeader("Message-ID", "<" + notification.id() + "@footfall>");
        // Mails about the same alert are one conversation.
        mail.addHeader("References", "<" + notification.alerts().get(0).fingerprint() + "@footfall>");
        // No out-of-office replies.
        return mail.addHeader("Auto-Submitted", "auto-generated");
    }

    private String text(Notification notification, String type) {
        return Templates.notification(notification, notification.title(), publicUrl)
                .setVariant(Variant.forContentType(type))
                .render();
    }

    /** A single line: a line break in untrusted text would start a header that an attacker chose. */
    static String subject(Notification notification) {
        return SingleLine.of("[Footfall] " + notification.title(), MAX_SUBJECT);
    }

    @CheckedTemplate(basePath = "mail")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance notification(Notification notification, String title, String publicUrl);
    }
}
