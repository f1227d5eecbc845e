package io.footfall.sandbox.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClickFileTest {
    @TempDir
    private Path home;

    @Test
    void linesOfAPlainFileAreReadWithoutLineBreaks() throws IOException {
        var file = Files.writeString(home.resolve("clicks.ndjson"), "{\"a\":1}\r\n\n{\"b\": 2} \nlast");

        assertThat(lines(file)).containsExactly("{\"a\":1}", "", "{\"b\": 2} ", "last");
    }

    @Test
    void aGzipFileIsRead() throws IOException {
        var file = home.resolve("clicks.ndjson.gz");
        try (var gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
            gzip.write("{\"a\":1}\n{\"é\":2}\n".getBytes(UTF_8));
        }

        assertThat(lines(file)).containsExactly("{\"a\":1}", "{\"é\":2}");
    }

    @Test
    void allFilesOfAZipAreRead() throws IOException {
        var file = home.resolve("clicks.ZIP");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            write(zip, "one/", "");
            write(zip, "one/a.ndjson", "1\n2");
            write(zip, "empty.ndjson", "");
            write(zip, "two.ndjson", "3\n");
        }

        assertThat(lines(file)).containsExactly("1", "2", "3");
    }

    private static void write(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(UTF_8));
        zip.closeEntry();
    }

    private static List<String> lines(Path path) throws IOException {
        var lines = new ArrayList<String>();
        try (var file = ClickFile.open(path)) {
            for (var line = file.next(); line != null; line = file.next()) {
                lines.add(new String(line, UTF_8));
            }
        }
        return lines;
    }
}
