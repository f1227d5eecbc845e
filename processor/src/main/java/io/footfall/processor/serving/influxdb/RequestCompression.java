package io.footfall.processor.serving.influxdb;

import java.io.IOException;
import java.util.zip.Deflater;
import okhttp3.Interceptor;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;

/**
 * Compresses points with gzip at its fastest level. InfluxDB's library has the default level only.
 */
final class RequestCompression implements Interceptor {
    @Override
    public Response intercept(Chain chain) throws IOException {
        var request = chain.request();
        var body = request.body();
        if (body == null) {
            return chain.proceed(request);
        }
        var compressed = new Buffer();
        var gzip = new GzipSink(compressed);
        gzip.deflater().setLevel(Deflater.BEST_SPEED);
        try (var sink = Okio.buffer(gzip)) {
            body.writeTo(sink);
        }
        return chain.proceed(request.newBuilder()
                .header("Content-Encoding", "gzip")
                .method(request.method(), RequestBody.create(compressed.snapshot(), body.contentType()))
                .build());
    }
}
