package io.footfall.sandbox.system;

/** JSON of clicks with the current time, as the tracker sends them. */
final class LiveClicks {
    private LiveClicks() {}

    static String opening(String path) {
        return opening(path, System.currentTimeMillis());
    }

    static String opening(String path, long time) {
        return """
                {"visitor_platform":"desktop","ts_ingest":%d,"article_title":"Title of %s","visitor_country":"BE",\
                "visitor_page_timer":0,"visitor_os":"linux","article":"https://news.example%s",\
                "visitor_page_height":0,"visitor_browser":"firefox"}""".formatted(time, path, path);
    }
}
