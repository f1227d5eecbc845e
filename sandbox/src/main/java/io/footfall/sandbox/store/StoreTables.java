package io.footfall.sandbox.store;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Creates the tables of all measurements in QuestDB, with keys: a point written twice is stored once, as in InfluxDB.
 */
public final class StoreTables {
    private static final List<String> TABLES = List.of("""
            CREATE TABLE IF NOT EXISTS clicks (
              timestamp TIMESTAMP_NS, visitor_browser SYMBOL, visitor_country SYMBOL, visitor_browser_text VARCHAR,
              visitor_platform VARCHAR, visitor_os VARCHAR, article VARCHAR, article_title VARCHAR,
              visitor_page_timer LONG, visitor_page_height LONG
            ) TIMESTAMP(timestamp) PARTITION BY DAY WAL
            DEDUP UPSERT KEYS(timestamp, visitor_browser, visitor_country)""", """
            CREATE TABLE IF NOT EXISTS traffic (
              timestamp TIMESTAMP, clicks LONG, views LONG, visitors LONG, distinct_articles LONG,
              other_article_views LONG, other_site_views LONG, late_clicks LONG, bots LONG, final BOOLEAN
            ) TIMESTAMP(timestamp) PARTITION BY DAY WAL DEDUP UPSERT KEYS(timestamp)""", """
            CREATE TABLE IF NOT EXISTS articles (
              timestamp TIMESTAMP, rank SYMBOL, article VARCHAR, title VARCHAR, views LONG
            ) TIMESTAMP(timestamp) PARTITION BY DAY WAL DEDUP UPSERT KEYS(timestamp, rank)""", """
            CREATE TABLE IF NOT EXISTS countries (
              timestamp TIMESTAMP, visitor_country SYMBOL, views LONG
            ) TIMESTAMP(timestamp) PARTITION BY DAY WAL DEDUP UPSERT KEYS(timestamp, visitor_country)""", """
            CREATE TABLE IF NOT EXISTS browsers (
              timestamp TIMESTAMP, visitor_browser SYMBOL, views LONG
            ) TIMESTAMP(timestamp) PARTITION BY DAY WAL DEDUP UPSERT KEYS(timestamp, visitor_browser)""", """
            CREATE TABLE IF NOT EXISTS flagged (
              timestamp TIMESTAMP, "count" LONG, unflagged_count LONG, out_of_market_count LONG,
              out_of_market_unflagged_count LONG, visitors LONG, one_hit_visitors LONG, final BOOLEAN
            ) TIMESTAMP(timestamp) PARTITION BY DAY WAL DEDUP UPSERT KEYS(timestamp)""", """
            CREATE TABLE IF NOT EXISTS accounting (
              timestamp TIMESTAMP, "partition" SYMBOL, read LONG, cleaned LONG, out_of_market LONG, rejected LONG,
              late LONG, stored LONG, not_stored LONG, expired LONG, in_flight LONG
            ) TIMESTAMP(timestamp) PARTITION BY DAY WAL DEDUP UPSERT KEYS(timestamp, "partition")""");

    private StoreTables() {}

    /** Creates the tables in the store at the address in the first argument. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        createMissing(URI.create(arguments[0]));
    }

    /**
     * Creates missing tables.
     *
     * @throws IOException if the store does not accept a table
     */
    public static void createMissing(URI store) throws IOException, InterruptedException {
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (var table : TABLES) {
            var query = store.resolve("/exec?query=" + URLEncoder.encode(table, StandardCharsets.UTF_8));
            var response = http.send(
                    HttpRequest.newBuilder(query)
                            .version(HttpClient.Version.HTTP_1_1)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException("QuestDB at %s cannot create a table: %s".formatted(store, response.body()));
            }
        }
    }
}
