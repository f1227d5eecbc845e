package io.footfall.processor.windows;

import io.footfall.processor.partials.Partial;

/**
 * How far the merge of a kind of windows is, for those who count: event times in ms since the epoch.
 *
 * @param passed every partition that is not idle has passed it: the windows that it closes are final
 * @param forgotten nothing can be added to windows that begin before it any more
 */
record Horizon(long passed, long forgotten) {
    static final Horizon NONE = new Horizon(Partial.NO_CLICK_YET, Partial.NO_CLICK_YET);
}
