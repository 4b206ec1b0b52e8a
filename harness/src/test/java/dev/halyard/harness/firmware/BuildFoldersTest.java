package dev.halyard.harness.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildFoldersTest {
  private static final int BYTES = 1000;

  @TempDir private Path folder;

  /** Makes a build of 1000 bytes that was used so many days ago. */
  private void build(String name, int days) throws IOException {
    Path models = Files.createDirectories(folder.resolve(name).resolve("models"));
    Files.write(models.resolve("lib.rs"), new byte[BYTES]);
    Instant used = Instant.now().minus(Duration.ofDays(days)).minusSeconds(60);
    Files.setLastModifiedTime(folder.resolve(name), FileTime.from(used));
  }

  private List<String> builds() throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void whatNobodyHasUsedForAMonthIsRemoved() throws IOException {
    build("new", 0);
    build("month", 29);
    build("old", 30);
    new BuildFolders(folder).prune();
    assertThat(builds()).containsExactly("month", "new");
  }

  @Test
  void beyondItsBytesTheLongestUnusedAreRemovedButNoneOfTheLastDay() throws IOException {
    build("a", 5);
    build("b", 3);
    build("c", 2);
    build("d", 0);
    build("e", 0);
    new BuildFolders(folder, 3 * BYTES).prune();
    assertThat(builds()).containsExactly("c", "d", "e");
    new BuildFolders(folder, 1).prune();
    assertThat(builds()).containsExactly("d", "e");
  }

  @Test
  void aUsedBuildStays() throws IOException {
    build("old", 40);
    BuildFolders.use(folder.resolve("old"));
    new BuildFolders(folder).prune();
    assertThat(builds()).containsExactly("old");
  }
}
