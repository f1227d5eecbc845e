package io.footfall.processor.windows;

import org.apache.kafka.common.serialization.Deserializer;

/** Reads the messages of the partials topic. */
public final class PartialDeserializer implements Deserializer<Partial> {
    @Override
    public Partial deserialize(String topic, byte[] value) {
        return WindowJson.read(value, WindowJson.type(Partial.class));
    }
}
