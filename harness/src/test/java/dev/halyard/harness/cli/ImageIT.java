package dev.halyard.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A board's {@code firmware/image} makes what one flashes. */
class ImageIT {
  private static final String SINE =
      Path.of("../suites/models/sine.tflite").toAbsolutePath().normalize().toString();

  @TempDir private Path folder;
  private Checkout checkout;

  @BeforeEach
  void makeCheckout() throws IOException {
    checkout = Checkout.copyTo(folder.resolve("checkout"));
    checkout.addHost("imaged", "process", "host");
  }

  /** What is behind the link stays. */
  @AfterEach
  void removeLink() throws IOException {
    Files.delete(checkout.cargoFolder());
  }

  private CliRun run(String script) throws IOException {
    Path image = checkout.root().resolve("targets/boards/imaged/firmware/image");
    Files.writeString(image, "#!/bin/bash\n" + script + "\n");
    assertThat(image.toFile().setExecutable(true)).isTrue();
    return CliRun.start(
        checkout.root(),
        System.getenv("PATH"),
        "run",
        SINE,
        "--board",
        "imaged",
        "--timeout",
        "20");
  }

  @Test
  void aRunSaysWhereTheImageIs() throws Exception {
    try (CliRun run =
        run("head -c 4 \"$1\" > \"$2/firmware.bin\"; echo \"image=$2/firmware.bin\"")) {
      assertThat(run.status()).isZero();
      Path image = checkout.builds("imaged", "sine").get(0).resolve("image/firmware.bin");
      assertThat(run.output()).contains("\n  image       " + image + "\n");
      assertThat(image).hasBinaryContent(new byte[] {0x7f, 'E', 'L', 'F'});
    }
  }

  @Test
  void anImageThatCannotBeMadeIsABrokenBuild() throws Exception {
    try (CliRun run = run("echo 'error: no checksum fits' >&2; exit 9")) {
      assertThat(run.status()).isEqualTo(3);
      assertThat(run.output())
          .contains("ci/build-firmware ended with exit status 4")
          .contains("error: no checksum fits");
    }
  }
}
