package io.footfall.sandbox.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without scripts: follows redirects, keeps cookies by host and port, and fills in the form of Keycloak. */
final class LoginBrowser {
    private static final Pattern FORM = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");
    private static final String PAGE = "text/html,*/*;q=0.8";
    private static final int MAX_REDIRECTS = 10;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Map<String, Map<String, String>> cookies = new HashMap<>();
    private final List<URI> visited = new ArrayList<>();
    private final List<String> setCookies = new ArrayList<>();

    /** Opens a page, which must lead to the form of Keycloak, and logs in. Returns the page after the login. */
    HttpResponse<String> logIn(URI page, String user) throws IOException, InterruptedException {
        var form = FORM.matcher(open(page).body());
        assertThat(form.find()).as("a form after %s", visited).isTrue();
        var fields = Map.of("username", user, "password", user + "'s password").entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        var action = URI.create(form.group(1).replace("&amp;", "&"));
        return follow(send(HttpRequest.newBuilder(action)
                .header("Accept", PAGE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(fields))));
    }

    /** Opens a page and follows redirects. */
    HttpResponse<String> open(URI page) throws IOException, InterruptedException {
        return follow(get(page, PAGE));
    }

    /** Does not follow redirects. */
    HttpResponse<String> get(URI address, String accept) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address).header("Accept", accept));
    }

    HttpResponse<String> post(URI address, String json) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** Addresses of all requests. */
    List<URI> visited() {
        return visited;
    }

    /** Values of all headers {@code Set-Cookie}. */
    List<String> setCookies() {
        return setCookies;
    }

    private HttpResponse<String> follow(HttpResponse<String> first) throws IOException, InterruptedException {
        var response = first;
        for (var redirects = 0; response.statusCode() / 100 == 3; redirects++) {
            assertThat(redirects).as("redirects in %s", visited).isLessThan(MAX_REDIRECTS);
            var target = response.uri()
                    .resolve(response.headers().firstValue("Location").orElseThrow());
            response = get(target, PAGE);
        }
        return response;
    }

    private HttpResponse<String> send(HttpRequest.Builder builder) throws IOException, InterruptedException {
        var address = builder.build().uri();
        var jar = cookies.computeIfAbsent(address.getAuthority(), authority -> new HashMap<>());
        if (!jar.isEmpty()) {
            builder.header(
                    "Cookie",
                    jar.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        visited.add(address);
        var response = http.send(builder.build(), HttpResponse.BodyHandlers.ofString());
        for (var header : response.headers().allValues("Set-Cookie")) {
            setCookies.add(header);
            var pair = header.split(";", 2)[0].split("=", 2);
            if (header.toLowerCase(Locale.ROOT).contains("max-age=0")) {
                jar.remove(pair[0]);
            } else {
                jar.put(pair[0], pair[1]);
            }
        }
        return response;
    }
}
