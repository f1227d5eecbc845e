package io.footfall.sandbox.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.sandbox.console.Console;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalMailTest {
    @TempDir
    private Path directory;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(output, true, UTF_8);
    private final Console console = new Console(stream, stream);

    @Test
    void aMessageIsSavedAndPrintedBeforeItIsAcknowledged() throws Exception {
        var port = freePort();
        var mail = LocalMail.start(port, directory, console);
        try (mail) {
            send(port, "A flood of page views");
            send(port, "A probe of /admin");
        }

        assertThat(directory.resolve("1.eml")).content().contains("Subject: A flood of page views", "Look at it.");
        assertThat(directory.resolve("2.eml")).content().contains("Subject: A probe of /admin");
        assertThat(output.toString(UTF_8)).contains("\"A probe of /admin\" to oncall@localhost");
    }

    @Test
    void messagesOfAnEarlierRunAreNotOverwritten() throws Exception {
        var port = freePort();
        var first = LocalMail.start(port, directory, console);
        try (first) {
            send(port, "first run");
        }

        var second = LocalMail.start(port, directory, console);
        try (second) {
            send(port, "second run");
        }

        assertThat(directory.resolve("1.eml")).content().contains("first run");
        assertThat(directory.resolve("2.eml")).content().contains("second run");
    }

    private static void send(int port, String subject) throws MessagingException {
        var settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", Integer.toString(port));
        var message = new MimeMessage(Session.getInstance(settings));
        message.setFrom(new InternetAddress("footfall@localhost"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("oncall@localhost"));
        message.setSubject(subject);
        message.setText("Look at it.");
        Transport.send(message);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
