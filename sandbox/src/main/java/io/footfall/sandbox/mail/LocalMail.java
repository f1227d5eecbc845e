package io.footfall.sandbox.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.footfall.sandbox.console.Console;
import java.io.IOException;
import java.nio.file.Path;

/** An SMTP server that accepts mail for every recipient and saves it in files. */
public final class LocalMail implements AutoCloseable {
    private final GreenMail server;

    private LocalMail(GreenMail server) {
        this.server = server;
    }

    public static LocalMail start(int port, Path directory, Console console) throws IOException {
        var mailbox = new Mailbox(directory, console);
        var server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.getUserManager().setAuthRequired(false);
        // Saved before the server acknowledges it, and not kept in memory.
        server.getUserManager().setMessageDeliveryHandler((message, recipient) -> {
            mailbox.save(message.getMessage(), recipient.getEmail());
            return new MailRecipient(recipient.getEmail());
        });
        server.start();
        return new LocalMail(server);
    }

    @Override
    public void close() {
        server.stop();
    }
}
