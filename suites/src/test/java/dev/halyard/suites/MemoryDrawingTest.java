package dev.halyard.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.halyard.engine.CompileOptions;
import dev.halyard.engine.Compiler;
import dev.halyard.engine.ModelCrate;
import dev.halyard.engine.memory.InputPolicy;
import dev.halyard.harness.firmware.ModelFile;
import dev.halyard.harness.report.memory.MemoryDrawing;
import dev.halyard.harness.report.memory.MemoryMap;
import dev.halyard.harness.run.ModelLibrary;
import dev.halyard.targets.Board;
import dev.halyard.targets.BoardCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The picture in docs/memory.md is what its command draws. */
class MemoryDrawingTest {
  private static final int RAM = 7000;
  private static final String BOARD = "gd32vf103-emulated";

  @Test
  void thePictureInTheDocumentationIsUpToDate() throws IOException {
    ModelLibrary library = new ModelLibrary(Data.workspace());
    Optional<Path> found = library.find("kws_ref_model");
    assumeTrue(found.isPresent(), "kws_ref_model is not in " + library.searchedFolders());
    ModelFile model = ModelFile.read(found.orElseThrow());
    Board board = BoardCatalog.load(Data.workspace().boards()).board(BOARD);
    CompileOptions options = CompileOptions.DEFAULT.withInputs(InputPolicy.CONSUMED).withRam(RAM);
    ModelCrate crate = Compiler.compile(model.bytes(), model.name(), board, options);
    Path docs = Data.workspace().root().resolve("docs");
    assertThat(MemoryDrawing.of(MemoryMap.of(crate.plan(), board, RAM)))
        .as("draw it anew with the command in docs/memory.md")
        .isEqualTo(Files.readString(docs.resolve("memory-kws.svg")));
    assertThat(docs.resolve("memory.md"))
        .content()
        .contains("--board %s --ram %d --svg docs/memory-kws.svg".formatted(BOARD, RAM));
  }
}
