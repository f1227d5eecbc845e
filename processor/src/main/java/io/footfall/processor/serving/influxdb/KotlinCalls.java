package io.footfall.processor.serving.influxdb;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import retrofit2.Call;

/**
 * Removes calls from Kotlin's coroutines from the HTTP client of InfluxDB's library in native images: otherwise building
 * an image needs a Kotlin library that nothing here uses. Substitutions are internal to GraalVM and Retrofit, and this is
 * their only use: the native build and {@code ProcessorIT} on its result fail if they no longer match.
 */
@SuppressWarnings("DoNotCallSuggester") // they are called as the methods that they replace
final class KotlinCalls {
    private static final String NONE = "Native images do not support calls from Kotlin";

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
