package io.footfall.benchmarks.processor;

import com.fasterxml.jackson.databind.JsonNode;
import io.footfall.benchmarks.clicks.Totals;
import io.footfall.benchmarks.process.Installation.Listening;
import io.footfall.events.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/**
 * What the store holds.
 *
 * @param clicks points of clicks, and how many of them are different
 * @param windows points of traffic windows, and the clicks and views in them
 */
record StoredPoints(long clicks, long differentClicks, long windows, long windowClicks, long windowViews) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static StoredPoints in(Listening store) throws IOException, InterruptedException {
        var different = "(SELECT DISTINCT timestamp, visitor_browser, visitor_country FROM clicks)";
        var windows = rows(store, "SELECT count(), sum(clicks), sum(views) FROM traffic");
        return new StoredPoints(
                rows(store, "SELECT count() FROM clicks").path(0).asLong(),
                rows(store, "SELECT count() FROM " + different).path(0).asLong(),
                windows.path(0).asLong(),
                windows.path(1).asLong(),
                windows.path(2).asLong());
    }

    static StoredPoints expected(Totals totals) {
        return new StoredPoints(
                totals.cleaned(),
                totals.cleaned(),
                totals.traffic().size(),
                totals.traffic().values().stream()
                        .mapToLong(Totals.Traffic::clicks)
                        .sum(),
                totals.traffic().values().stream()
                        .mapToLong(Totals.Traffic::views)
                        .sum());
    }

    /** The first row. */
    private static JsonNode rows(Listening store, String query) throws IOException, InterruptedException {
        var address = URI.create(
                "http://127.0.0.1:" + store.port() + "/exec?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(address)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        var response = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException(
                    "the store does not answer " + query + ": " + new String(response.body(), StandardCharsets.UTF_8));
        }
        return Json.read(response.body(), JsonNode.class).path("dataset").path(0);
    }
}
