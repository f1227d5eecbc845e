package io.footfall.sandbox.system;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.footfall.testing.Requirement;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Headless Chromium, as installed on this machine. */
final class Chromium implements AutoCloseable {
    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Path program) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--no-first-run")));
    }

    static Chromium start() {
        return new Chromium(Requirement.BROWSER.require());
    }

    /** A page that is still empty, so that it can be watched from its first request on. */
    Page page() {
        return browser.newPage();
    }

    /** Somebody with cookies, storage and a cache of their own. */
    BrowserContext person(Browser.NewContextOptions options) {
        return browser.newContext(options.setViewportSize(1000, 800));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
