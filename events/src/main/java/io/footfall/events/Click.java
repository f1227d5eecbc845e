package io.footfall.events;

/**
 * A click whose nine fields are present and valid: a page was opened, scrolled or left.
 *
 * @param visitorPlatform kind of device, such as {@code mobile}
 * @param tsIngest event time, ms since the epoch
 * @param articleTitle title of the page, untrusted text
 * @param visitorCountry ISO 3166-1 alpha-2, upper case
 * @param visitorPageTimer how long the page was open, s
 * @param visitorOs operating system, such as {@code ios}
 * @param article URL of the page, untrusted text
 * @param visitorPageHeight how far the page was scrolled
 * @param visitorBrowser browser, such as {@code firefox}
 */
public record Click(
        String visitorPlatform,
        long tsIngest,
        String articleTitle,
        String visitorCountry,
        long visitorPageTimer,
        String visitorOs,
        String article,
        long visitorPageHeight,
        String visitorBrowser) {

    /** Whether the click is a page view: the page has just been opened, so timer and height are 0. */
    public boolean flagged() {
        return visitorPageTimer == 0 && visitorPageHeight == 0;
    }
}
