package io.footfall.sandbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.footfall.sandbox.RunningSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** The dashboard's page in Chromium. Records its requests and errors, and checks its layout. */
final class OpenDashboard implements AutoCloseable {
    private static final List<Integer> WIDTHS = List.of(360, 390, 1280, 2560, 3840);
    private static final List<Integer> KEPT = List.of(390, 1280, 2560);
    private static final String AXE = axe();

    private final Page page;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();

    OpenDashboard(Chromium chromium, RunningSandbox sandbox) {
        page = chromium.page();
        page.onRequest(request -> requests.add(request.url()));
        page.onPageError(errors::add);
        page.onDialog(dialog -> {
            errors.add("a dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.setDefaultTimeout(60_000);
        page.setViewportSize(1280, 900);
        page.navigate(sandbox.address("dashboard").toString());
        page.evaluate("window.loadedOnce = true");
    }

    Page page() {
        return page;
    }

    /** Addresses of all requests. */
    List<String> requests() {
        return requests;
    }

    /** Errors of scripts, and dialogs. */
    List<String> errors() {
        return errors;
    }

    /** Waits for a state such as live or stale. Fails if the page was reloaded. */
    void awaitState(String state) {
        page.waitForFunction("state => document.body.className === state", state);
        assertThat(page.evaluate("window.loadedOnce")).isEqualTo(true);
    }

    String text(String selector) {
        return page.locator(selector).innerText();
    }

    /** Takes screenshots in all widths, light and dark. Fails if something is cut off or inaccessible. */
    void show(String name) {
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (var width : WIDTHS) {
                page.setViewportSize(width, width < 1000 ? 844 : width * 9 / 16);
                assertThat(page.evaluate("document.documentElement.scrollWidth"))
                        .as("width of the content at %d", width)
                        .isEqualTo(width);
                if (KEPT.contains(width)) {
                    keep("dashboard-%s-%d-%s.png".formatted(name, width, scheme).toLowerCase(Locale.ROOT));
                }
            }
            page.setViewportSize(1280, 900);
            assertThat(barriers()).as("what keeps people out, %s", scheme).isEmpty();
        }
    }

    private void keep(String name) {
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target", "screenshots", name)));
    }

    /** Serious and critical violations that axe finds. */
    private List<?> barriers() {
        page.evaluate(AXE);
        return (List<?>) page.evaluate("""
                () => axe.run({ resultTypes: ['violations'] }).then(results => results.violations
                    .filter(found => ['serious', 'critical'].includes(found.impact))
                    .map(found => `${found.id}: ${found.nodes.map(node => node.target + ' ' + node.failureSummary).join('; ')}`))
                """);
    }

    private static String axe() {
        try (var script = OpenDashboard.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        page.close();
    }
}
