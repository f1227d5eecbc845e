package io.footfall.sandbox.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void linesKnowTheirFileAndNumber() throws IOException {
        var file = home.resolve("clicks.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            write(zip, "a.ndjson", "1\n2");
            write(zip, "b.ndjson", "3");
        }

        try (var clicks = ClickFile.open(file)) {
            assertThat(List.of(
                            clicks.next().place(),
                            clicks.next().place(),
                            clicks.next().place()))
                    .containsExactly("clicks.zip!a.ndjson:1", "clicks.zip!a.ndjson:2", "clicks.zip!b.ndjson:1");
        }
    }

    @Test
    void aByteOrderMarkIsSkippedAtTheBeginningOfEachFile() throws IOException {
        var plain = Files.writeString(home.resolve("clicks.ndjson"), "\uFEFF{\"a\":1}\n\uFEFF\n");
        var nothing = Files.writeString(home.resolve("nothing.ndjson"), "\uFEFF");
        var zipped = home.resolve("clicks.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(zipped))) {
            write(zip, "a.ndjson", "\uFEFF1\n");
            write(zip, "b.ndjson", "\uFEFF2\n");
        }

        assertThat(lines(plain)).containsExactly("{\"a\":1}", "\uFEFF");
        assertThat(lines(nothing)).isEmpty();
        assertThat(lines(zipped)).containsExactly("1", "2");
    }

    @Test
    void compressionIsRecognizedByContentAndNotByName() throws IOException {
        var file = home.resolve("clicks.ndjson");
        try (var gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
            gzip.write("1\n".getBytes(UTF_8));
        }
        var plain = Files.writeString(home.resolve("clicks.gz"), "2\n");

        assertThat(lines(file)).containsExactly("1");
        assertThat(lines(plain)).containsExactly("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
    void anotherEncodingIsRefusedWithACommandThatConvertsIt(String encoding) throws IOException {
        var file = Files.writeString(home.resolve("clicks.ndjson"), "{\"a\":1}\n", Charset.forName(encoding));

        assertThatThrownBy(() -> lines(file))
                .isInstanceOf(IOException.class)
                .hasMessage("clicks.ndjson: the file is UTF-16; convert it: iconv -f UTF-16 -t UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\n{\"a\":1},\n{\"b\":2}\n]", "[{\"a\":1},\n{\"b\":2}]", "\n  [ {\n\"a\":1\n}\n]\n"})
    void anArrayOverSeveralLinesIsRefusedWithACommandThatSplitsIt(String text) throws IOException {
        var file = Files.writeString(home.resolve("clicks.json"), text);

        assertThatThrownBy(() -> lines(file))
                .isInstanceOf(IOException.class)
                .hasMessageMatching(
                        "clicks\\.json:[12]: a JSON array over several lines; write one click a line: jq .*");
    }

    @Test
    void aFileThatEndsTooEarlyNamesTheLineThatIsNotComplete() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            for (var line = 0; line < 1_000; line++) {
                gzip.write(
                        (UUID.nameUUIDFromBytes(new byte[] {(byte) line, (byte) (line >> 8)}) + "\n").getBytes(UTF_8));
            }
        }
        var file = Files.write(home.resolve("clicks.gz"), Arrays.copyOf(packed.toByteArray(), packed.size() / 2));

        var read = new ArrayList<RecordedLine>();
        assertThatThrownBy(() -> {
                    try (var clicks = ClickFile.open(file)) {
                        for (var line = clicks.next(); line != null; line = clicks.next()) {
                            read.add(line);
                        }
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessage("clicks.gz:%d: the file is damaged or ends too early: Unexpected end of ZLIB input stream"
                        .formatted(read.size() + 1));
        assertThat(read).hasSizeBetween(100, 999);
    }

    @Test
    void aLineThatIsTooLongIsCutAndTheNextOneIsRead() throws IOException {
        var file = Files.writeString(home.resolve("clicks.ndjson"), "x".repeat(3 * ClickFile.MAX_LINE) + "\n2\n");

        try (var clicks = ClickFile.open(file)) {
            assertThat(clicks.next().bytes()).hasSize(ClickFile.MAX_LINE + 1);
            assertThat(clicks.next().place()).isEqualTo("clicks.ndjson:2");
        }
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
                lines.add(new String(line.bytes(), UTF_8));
            }
        }
        return lines;
    }
}
