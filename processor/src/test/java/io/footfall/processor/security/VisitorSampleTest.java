package io.footfall.processor.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.dynatrace.hash4j.hashing.Hashing;
import io.footfall.processor.state.StateJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class VisitorSampleTest {
    @Test
    void fewVisitorsAreCountedExactly() {
        var sample = sample(List.of(1L, 2L, 2L, 3L));

        assertThat(sample.visitors()).isEqualTo(3);
        assertThat(sample.oneHit()).isEqualTo(2);
    }

    @Test
    void asManyAsFitAreCountedExactly() {
        var sample = sample(LongStream.range(0, 128).boxed().toList());

        assertThat(sample.visitors()).isEqualTo(128);
        assertThat(sample.oneHit()).isEqualTo(128);
    }

    @Test
    void manyVisitorsAreEstimated() {
        var clicks = new ArrayList<Long>();
        LongStream.range(0, 100_000).forEach(visitor -> {
            clicks.add(visitor);
            if (visitor % 4 == 0) {
                clicks.add(visitor);
            }
        });

        var sample = sample(clicks);

        assertThat(sample.visitors()).isCloseTo(100_000, within(30_000L));
        assertThat((double) sample.oneHit() / sample.visitors()).isCloseTo(0.75, within(0.15));
    }

    @Property(tries = 100)
    void orderPartitionsAndRestartsDoNotMatter(@ForAll @IntRange(min = 1, max = 600) int visitors, @ForAll int seed) {
        var random = new Random(seed);
        var clicks = new ArrayList<Long>();
        for (var click = 0; click < 2 * visitors; click++) {
            clicks.add((long) random.nextInt(visitors));
        }
        var straight = sample(clicks);
        Collections.shuffle(clicks, random);
        var merged = sample(clicks.stream().filter(visitor -> visitor % 3 != 0).toList());
        var restored = StateJson.read(StateJson.write(merged), VisitorSample.class);
        restored.add(sample(clicks.stream().filter(visitor -> visitor % 3 == 0).toList()));

        assertThat(restored.visitors()).isEqualTo(straight.visitors());
        assertThat(restored.oneHit()).isEqualTo(straight.oneHit());
    }

    private static VisitorSample sample(List<Long> visitors) {
        var sample = new VisitorSample();
        visitors.forEach(visitor ->
                sample.add(Hashing.komihash5_0().hashStream().putLong(visitor).getAsLong()));
        return sample;
    }
}
