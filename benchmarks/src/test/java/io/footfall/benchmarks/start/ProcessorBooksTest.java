package io.footfall.benchmarks.start;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessorBooksTest {
    @Test
    void booksAreTheSumsOverThePartitions() {
        var books = ProcessorBooks.of("""
                # TYPE footfall_processor_clicks_read gauge
                footfall_processor_clicks_read{partition="0"} 5.0
                footfall_processor_clicks_read{partition="1"} 7.0
                footfall_processor_clicks_cleaned{partition="0"} 4.0
                footfall_processor_points_stored{partition="0"} 3.0
                """);

        assertThat(books).isEqualTo(new ProcessorBooks(12, 4, 3));
    }
}
