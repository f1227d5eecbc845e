package io.footfall.alerts.notify.webhook;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.footfall.events.text.UnicodeText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.StreamSupport;

/** Answers 400 to a body that is not UTF-8, not JSON, or has half of a surrogate pair in a text, as Slack does. */
final class StrictReceiver implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Queue<JsonNode> accepted = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    StrictReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::receive);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    Queue<JsonNode> accepted() {
        return accepted;
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(isAccepted(body) ? 200 : 400, -1);
        }
    }

    private boolean isAccepted(byte[] body) throws IOException {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            var json = JSON.readTree(text.toString());
            return isWellFormed(json) && accepted.add(json);
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }

    private static boolean isWellFormed(JsonNode json) {
        return (!json.isTextual() || UnicodeText.isWellFormed(json.textValue()))
                && StreamSupport.stream(json.spliterator(), false).allMatch(StrictReceiver::isWellFormed);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
