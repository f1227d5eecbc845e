package io.footfall.processor.serving;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import retrofit2.Call;

/**
 * In a native image the HTTP client of the store's library has no calls from Kotlin's coroutines: that
 * library, which nobody here uses, would have to be there when the image is built.
 */
@SuppressWarnings("DoNotCallSuggester") // whoever calls them, calls the methods that they replace
final class KotlinCalls {
    private static final String NONE = "calls from Kotlin are left out of native images";

    private KotlinCalls() {}

    @TargetClass(className = "retrofit2.HttpServiceMethod$SuspendForBody")
    static final class ForBody {
        @Substitute
        Object adapt(Call<?> call, Object[] arguments) {
            throw new UnsupportedOperationException(NONE);
        }
    }

    @TargetClass(className = "retrofit2.HttpServiceMethod$SuspendForResponse")
    static final class ForResponse {
        @Substitute
        Object adapt(Call<?> call, Object[] arguments) {
            throw new UnsupportedOperationException(NONE);
        }
    }
}
